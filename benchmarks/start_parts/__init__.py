"""The parts of the section `start`; they use the sound server and the live room of the tests."""
