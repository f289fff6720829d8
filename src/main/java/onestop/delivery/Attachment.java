package onestop.delivery;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file that goes with a message. The bytes belong to the message: nobody changes them afterwards.
 *
 * @param name the file's name as the receiver sees it, with its ending
 * @param mediaType for example {@code application/pdf}
 */
public record Attachment(String name, String mediaType, byte[] bytes) {
  public Attachment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** Equal when name, type and every byte are. */
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
