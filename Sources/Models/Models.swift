/// The version of the `Models` layer's public interface.
