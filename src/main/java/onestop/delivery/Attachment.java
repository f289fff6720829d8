package onestop.delivery;

import java.util.Arrays;
import java.util.Objects;
import onestop.files.StoredFile;
import org.jspecify.annotations.Nullable;

/**
 * A file attached to a message. The message owns the bytes; the caller must not change them
 * afterwards.
 *
 * @param name the file name shown to the receiver, with its extension
 * @param mediaType for example {@code application/pdf}
 * @param file the stored file with these bytes, locked by the caller's transaction: the message
 *     then names it; null if the message keeps the bytes itself, which suits a short text
 */
public record Attachment(String name, String mediaType, byte[] bytes, @Nullable StoredFile file) {
  public Attachment {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(mediaType, "mediaType");
    Objects.requireNonNull(bytes, "bytes");
  }

  /** An attachment whose bytes the message keeps itself. */
  public Attachment(String name, String mediaType, byte[] bytes) {
    this(name, mediaType, bytes, null);
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
