/// The version of the `Figures` layer's public interface.
