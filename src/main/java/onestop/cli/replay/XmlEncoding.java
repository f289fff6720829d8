package onestop.cli.replay;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Determines the encoding of an XML document (XML 1.0, appendix F): by its byte order mark, by its
 * declaration, or else UTF-8. The text is decoded here and not by the parser, because the parser
 * prints its decoding errors on standard error.
 */
final class XmlEncoding {
  private static final int HEAD = 256;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

  private XmlEncoding() {}

  /**
   * The document's characters; bytes that are invalid in its encoding cause a {@link
   * java.nio.charset.CharacterCodingException}.
   *
   * @throws java.nio.charset.IllegalCharsetNameException if the declaration names no encoding
   * @throws UnsupportedCharsetException if it names an encoding that this JDK does not support
   */
  static Reader reader(InputStream document) throws IOException {
    BufferedInputStream in = new BufferedInputStream(document);
    in.mark(HEAD);
    byte[] head = in.readNBytes(4);
    in.reset();
    Charset charset = byMark(head);
    if (charset == null) {
      in.mark(HEAD);
      Matcher declared =
          DECLARED.matcher(new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1));
      in.reset();
      charset = declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
    }
    if (isMarkedUtf8(head)) {
      in.skipNBytes(3);
    }
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /**
   * The encoding that the first bytes show; null if any encoding that begins like ASCII is
   * possible.
   */
  private static @Nullable Charset byMark(byte[] head) {
    int first = head.length < 2 ? 0 : (head[0] & 0xff) << 8 | head[1] & 0xff;
    return switch (first) {
      case 0xFEFF, 0xFFFE -> StandardCharsets.UTF_16;
      case 0x003C -> StandardCharsets.UTF_16BE;
      case 0x3C00 -> StandardCharsets.UTF_16LE;
      default -> isMarkedUtf8(head) ? StandardCharsets.UTF_8 : null;
    };
  }

  private static boolean isMarkedUtf8(byte[] head) {
    return head.length > 2
        && head[0] == (byte) 0xEF
        && head[1] == (byte) 0xBB
        && head[2] == (byte) 0xBF;
  }
}
