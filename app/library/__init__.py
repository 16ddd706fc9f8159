"""The question library: what comes with the product, and the company's own layer over it.

A *question* here is known by its id in the library ("api-integration-outside-system"), whoever wrote it. Its
*origin* is shipped, adapted (a shipped one with a version of the company's) or own. A *version* is a draft, in
review, in use, or replaced; one in use is never changed: an edit is a new draft, and the old one stays in use
until the new one is approved by someone who did not write it. A *retired* question is offered to no plan; plans
and kits that hold it keep it.
"""
