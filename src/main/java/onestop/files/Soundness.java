package onestop.files;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import onestop.kernel.Failure;

/**
 * Whether a document or picture is there to its end, and how large a picture is when it is
 * unpacked. Reads lengths and headers only and unpacks nothing, so a small file that unpacks to a
 * large one costs nothing here. A file that is whole may hold anything else behind its end or
 * inside: it is served as its type only.
 */
final class Soundness {
  /** The most pixels of a picture: a page of A3 at 720 dots an inch, four bytes each to show. */
  static final long MOST_PIXELS = 120_000_000;

  /** Where readers of PDF look for the end mark. */
  private static final int PDF_TAIL = 2048;

  /**
   * Refuses what is not of an accepted type, or not sound.
   *
   * @throws Failure {@code files/type}, {@code files/cut-off} or {@code files/too-many-pixels}
   */
  static void require(Upload upload) {
    FileType found = requireType(upload);
    long pixels = pixels(found, upload.bytes());
    if (pixels < 0) {
      throw Failure.badInput("files", "cut-off", "name", upload.name(), "fileType", found.name());
    }
    if (pixels > MOST_PIXELS) {
      throw Failure.badInput(
          "files",
          "too-many-pixels",
          "name",
          upload.name(),
          "millions",
          pixels / 1_000_000,
          "max",
          MOST_PIXELS / 1_000_000);
    }
  }

  /**
   * The type of what is accepted, by its first bytes.
   *
   * @throws Failure {@code files/type}
   */
  static FileType requireType(Upload upload) {
    FileType found = FileType.of(upload.bytes());
    if (!upload.accepted().contains(found)) {
      throw Failure.badInput(
          "files",
          "type",
          "name",
          upload.name(),
          "fileType",
          found.name(),
          "fileTypes",
          upload.accepted().stream()
              .map(FileType::name)
              .sorted()
              .collect(Collectors.joining(", ")));
    }
    return found;
  }

  /** The pixels of a picture; 0 for what is whole and no picture, -1 for what is cut off. */
  static long pixels(FileType type, byte[] bytes) {
    try {
      return switch (type) {
        case PDF -> endsAsPdf(bytes) ? 0 : -1;
        case PNG -> png(bytes);
        case JPEG -> jpeg(bytes);
        case WEBP -> webp(bytes);
        default -> 0;
      };
    } catch (IndexOutOfBoundsException beyondTheEnd) {
      return -1;
    }
  }

  private Soundness() {}

  private static boolean endsAsPdf(byte[] bytes) {
    int from = Math.max(0, bytes.length - PDF_TAIL);
    return new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1)
        .contains("%%EOF");
  }

  /** Chunk by chunk to {@code IEND} (PNG, 5.3); the header is the first chunk. */
  private static long png(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    int at = 8;
    while (true) {
      long length = data.getInt(at) & 0xFFFFFFFFL;
      int type = data.getInt(at + 4);
      long next = at + 12 + length;
      if (at == 8 && type != 0x49484452 || next > bytes.length) {
        return -1;
      }
      if (type == 0x49454E44) {
        long width = data.getInt(16);
        long height = data.getInt(20);
        return width < 0 || height < 0 ? -1 : width * height; // beyond the format's own bounds
      }
      at = (int) next;
    }
  }

  /** Segment by segment to the scan (ITU-T T.81, B.1), behind which the end mark must come. */
  private static long jpeg(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes);
    long pixels = -1;
    int at = 2;
    while (true) {
      if ((data.get(at) & 0xFF) != 0xFF) {
        return -1;
      }
      int marker = data.get(at + 1) & 0xFF;
      if (marker == 0xFF) {
        at++; // fill
        continue;
      }
      if (marker == 0xDA) {
        return endsAsJpeg(bytes, at + 2) ? pixels : -1;
      }
      boolean frame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame) {
        pixels = (data.getShort(at + 5) & 0xFFFFL) * (data.getShort(at + 7) & 0xFFFFL);
      }
      at += 2 + (data.getShort(at + 2) & 0xFFFF);
    }
  }

  private static boolean endsAsJpeg(byte[] bytes, int from) {
    for (int i = bytes.length - 2; i >= from; i--) {
      if ((bytes[i] & 0xFF) == 0xFF && (bytes[i + 1] & 0xFF) == 0xD9) {
        return true;
      }
    }
    return false;
  }

  /** The container says its length, the first chunk the size (RFC 9649, 2.4 to 2.7). */
  private static long webp(byte[] bytes) {
    ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if ((data.getInt(4) & 0xFFFFFFFFL) + 8 > bytes.length) {
      return -1;
    }
    return switch (new String(bytes, 12, 4, StandardCharsets.ISO_8859_1)) {
      case "VP8X" -> (1L + three(data, 24)) * (1L + three(data, 27));
      case "VP8L" -> {
        int size = data.getInt(21);
        yield (1L + (size & 0x3FFF)) * (1L + (size >>> 14 & 0x3FFF));
      }
      case "VP8 " -> (data.getShort(26) & 0x3FFFL) * (data.getShort(28) & 0x3FFFL);
      default -> -1;
    };
  }

  private static int three(ByteBuffer data, int at) {
    return data.get(at) & 0xFF | (data.get(at + 1) & 0xFF) << 8 | (data.get(at + 2) & 0xFF) << 16;
  }
}
