"""What ``dev.py run`` is made of. Standard library only: the app's own processes show the app's faults."""
