/// The version of the `Tokenizers` layer's public interface.
