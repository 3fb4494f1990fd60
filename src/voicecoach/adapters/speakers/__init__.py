"""Where sound goes: a device, a file, or nowhere at the same pace."""
