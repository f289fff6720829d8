package onestop.delivery;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file attached to a message. The message owns the bytes; the caller must not change them
 * afterwards.
 *
 * @param name the file name shown to the receiver, with its extension
 * @param mediaType for example {@code application/pdf}
 */
public record Attachment(String name, String mediaType, byte[] bytes) {
  public Attachment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** Equal if name, type and all bytes are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Attachment that
        && name.equals(that.name)
        && mediaType.equals(that.mediaType)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, mediaType, Arrays.hashCode(bytes));
  }

  @Override
  public String toString() {
    return name + " (" + mediaType + ", " + bytes.length + " bytes)";
  }
}
