package onestop.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The type of a file, found from its bytes alone; a name is never read. A file that fits no
 * signature is {@link #UNKNOWN}, and one that looks like text is {@link #TEXT}: the table is short
 * on purpose, because a type that is not here is not accepted anywhere.
 */
public enum FileType {
  /** ISO 32000; the signature must be at the beginning. */
  PDF("application/pdf", "pdf", Display.IN_PLACE, "%PDF-"),
  /** RFC 2083. */
  PNG("image/png", "png", Display.IN_PLACE, "\u0089PNG\r\n\u001a\n"),
  /** JPEG, in any container. */
  JPEG("image/jpeg", "jpg", Display.IN_PLACE, "\u00ff\u00d8\u00ff"),
  /** WebP, in its RIFF container. */
  WEBP("image/webp", "webp", Display.IN_PLACE, "RIFF????WEBP"),
  /** TIFF in either byte order, as scanners write it; browsers do not show it. */
  TIFF("image/tiff", "tif", Display.DOWNLOAD, "II*\u0000", "MM\u0000*"),
  /** HEIF, as telephones write it. */
  HEIC("image/heic", "heic", Display.DOWNLOAD, "????ftyphei", "????ftypmif1"),
  /** GIF. */
  GIF("image/gif", "gif", Display.DOWNLOAD, "GIF8"),
  /** A word processor's document by ECMA-376. */
  DOCX(
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "docx",
      Display.DOWNLOAD),
  /** A spreadsheet by ECMA-376. */
  XLSX(
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "xlsx",
      Display.DOWNLOAD),
  /** A word processor's document by ISO 26300. */
  ODT("application/vnd.oasis.opendocument.text", "odt", Display.DOWNLOAD),
  /** A spreadsheet by ISO 26300. */
  ODS("application/vnd.oasis.opendocument.spreadsheet", "ods", Display.DOWNLOAD),
  /** Any other ZIP archive; found after the documents that are archives too. */
  ZIP("application/zip", "zip", Display.DOWNLOAD, "PK\u0003\u0004", "PK\u0005\u0006"),
  /** The compound file of office programs before 2007. */
  OLE2("application/x-ole-storage", "ole", Display.DOWNLOAD, "\u00d0\u00cf\u0011\u00e0"),
  /** Rich text. */
  RTF("application/rtf", "rtf", Display.DOWNLOAD, "{\\rtf"),
  /** An archive of RAR. */
  RAR("application/vnd.rar", "rar", Display.DOWNLOAD, "Rar!\u001a\u0007"),
  /** An archive of 7-Zip. */
  SEVEN_ZIP("application/x-7z-compressed", "7z", Display.DOWNLOAD, "7z\u00bc\u00af\u0027\u001c"),
  /** A program for Windows. */
  EXE("application/vnd.microsoft.portable-executable", "exe", Display.DOWNLOAD, "MZ"),
  /** A program for Linux. */
  ELF("application/x-elf", "elf", Display.DOWNLOAD, "\u007fELF"),
  /** Markup that a browser would run: HTML, SVG and any other XML. */
  MARKUP("text/html", "html", Display.DOWNLOAD),
  /** Characters in UTF-8 without control characters. */
  TEXT("text/plain", "txt", Display.DOWNLOAD),
  /** Anything else. */
  UNKNOWN("application/octet-stream", "bin", Display.DOWNLOAD);

  /** What a browser may do with a file of the type. */
  private enum Display {
    IN_PLACE,
    DOWNLOAD
  }

  private static final char ANY = '?';
  private static final int HEAD = 4096;
  private static final int MOST_ENTRIES = 50;
  private static final long MOST_UNPACKED = 32 * 1024 * 1024;

  private final String mediaType;
  private final String extension;
  private final Display display;
  private final String[] signatures;

  FileType(String mediaType, String extension, Display display, String... signatures) {
    this.mediaType = mediaType;
    this.extension = extension;
    this.display = display;
    this.signatures = signatures;
  }

  /** The media type under which the file is stored and served. */
  public String mediaType() {
    return mediaType;
  }

  /** The usual extension of a file name, without its dot. */
  public String extension() {
    return extension;
  }

  /** Whether a browser may show it in place; any other file is downloaded only. */
  public boolean isShownInPlace() {
    return display == Display.IN_PLACE;
  }

  /** The type of these bytes. */
  public static FileType of(byte[] bytes) {
    String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    for (FileType type : values()) {
      if (Arrays.stream(type.signatures).anyMatch(signature -> begins(head, signature))) {
        return type == ZIP ? inArchive(bytes) : type;
      }
    }
    return bytes.length > 0 && isText(head, bytes.length > HEAD) ? text(head) : UNKNOWN;
  }

  /** The type stored as that media type; {@link #UNKNOWN} if there is none. */
  public static FileType ofMediaType(String mediaType) {
    return Arrays.stream(values())
        .filter(type -> type.mediaType.equals(mediaType))
        .findFirst()
        .orElse(UNKNOWN);
  }

  private static boolean begins(String head, String signature) {
    if (head.length() < signature.length()) {
      return false;
    }
    for (int i = 0; i < signature.length(); i++) {
      if (signature.charAt(i) != ANY && signature.charAt(i) != head.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks at the names of the first entries only, and unpacks a limited number of bytes on the way
   * to them, so that an archive cannot cost more.
   */
  private static FileType inArchive(byte[] bytes) {
    boolean packaged = false;
    long left = MOST_UNPACKED;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (int i = 0; i < MOST_ENTRIES; i++) {
        ZipEntry entry = zip.getNextEntry();
        if (entry == null) {
          return ZIP;
        }
        String name = entry.getName();
        if (i == 0 && name.equals("mimetype")) {
          String type = new String(zip.readNBytes(100), StandardCharsets.US_ASCII);
          return type.equals(ODT.mediaType) ? ODT : type.equals(ODS.mediaType) ? ODS : ZIP;
        }
        packaged |= name.equals("[Content_Types].xml");
        if (packaged && name.startsWith("word/")) {
          return DOCX;
        }
        if (packaged && name.startsWith("xl/")) {
          return XLSX;
        }
        left -= zip.skip(left);
        if (left == 0) {
          return ZIP;
        }
      }
    } catch (IOException | IllegalArgumentException damaged) {
      return ZIP; // it begins as one; no more is known of it
    }
    return ZIP;
  }

  private static FileType text(String head) {
    String start = head.replaceFirst("^\u00ef\u00bb\u00bf", "").stripLeading();
    return start.toLowerCase(Locale.ROOT).matches("(?s)<(!doctype|\\?xml|!--|[a-z]).*")
        ? MARKUP
        : TEXT;
  }

  /** Whether the head is UTF-8 of printable characters; its last character may be cut off. */
  private static boolean isText(String head, boolean cut) {
    byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = cut ? text.length() - 1 : text.length();
    return text.chars()
        .limit(end)
        .allMatch(c -> c != 0xFFFD && (c >= ' ' || c == '\n' || c == '\r' || c == '\t'));
  }
}
