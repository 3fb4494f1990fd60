"""How long a file of sound really is, decoded to its last sample."""


def decoded_length(path):
    """Return the length of ``path`` in milliseconds."""
    import av

    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))
        return 1000 * samples / stream.rate
