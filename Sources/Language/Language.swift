/// The version of the `Language` layer's public interface.
