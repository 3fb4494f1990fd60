"""The parts of the section `beat`; they use the sound server and the live room of the tests."""
