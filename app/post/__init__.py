"""The post room: what leaves the building, and work done later."""
