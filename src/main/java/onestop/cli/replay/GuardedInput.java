package onestop.cli.replay;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The unpacked text of a log, limited in size. It records why reading failed, because parsers wrap
 * or swallow that reason.
 */
final class GuardedInput extends FilterInputStream {
  /** Why reading stopped before the end. */
  enum Fault {
    TOO_LONG,
    TOKEN_TOO_LONG,
    CUT_OFF,
    DAMAGED
  }

  private static final int TAIL = 4096;
  private static final Pattern MISC = Pattern.compile("(<!--.*?-->|<\\?.*?\\?>)$");

  private final XesLimits limits;
  private final byte[] tail = new byte[TAIL];
  private long read;
  private long sinceToken;
  private @Nullable Fault fault;

  GuardedInput(InputStream in, XesLimits limits) {
    super(in);
    this.limits = limits;
  }

  /** Called when the parser has read a piece of markup: the limit of a piece starts again. */
  void tokenSeen() {
    sinceToken = 0;
  }

  /** Why reading failed; null if it did not. */
  @Nullable Fault fault() {
    return fault;
  }

  /** Reads to the end, so that a packed log's check sum is compared. */
  void drain() throws IOException {
    byte[] buffer = new byte[8192];
    while (read(buffer, 0, buffer.length) >= 0) {
      tokenSeen();
    }
  }

  /**
   * Reads to the end; true if the text ends with {@code text}, trailing comments and instructions
   * ignored.
   */
  boolean endsWith(String text) throws IOException {
    drain();
    StringBuilder end = new StringBuilder();
    for (long i = Math.max(0, read - TAIL); i < read; i++) {
      end.append((char) (tail[(int) (i % TAIL)] & 0xff));
    }
    // white space and the zero bytes of UTF-16 have no meaning here
    String bare = end.toString().replaceAll("[\\s\\x00]", "");
    for (Matcher misc = MISC.matcher(bare); misc.find(); misc = MISC.matcher(bare)) {
      bare = bare.substring(0, bare.lastIndexOf(misc.group().startsWith("<?") ? "<?" : "<!--"));
    }
    return bare.endsWith(text);
  }

  /**
   * Does nothing: the parser must not close the input, because the check sum at the end is still to
   * be read.
   */
  @Override
  public void close() {}

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got = guardedRead(buffer, offset, length);
    for (int i = 0; i < got; i++) {
      tail[(int) ((read + i) % TAIL)] = buffer[offset + i];
    }
    if (got > 0) {
      read += got;
      sinceToken += got;
      if (read > limits.bytes()) {
        throw stop(Fault.TOO_LONG);
      }
      if (sinceToken > limits.tokenBytes()) {
        throw stop(Fault.TOKEN_TOO_LONG);
      }
    }
    return got;
  }

  private int guardedRead(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (EOFException e) {
      fault = Fault.CUT_OFF;
      throw e;
    } catch (ZipException e) {
      fault = Fault.DAMAGED;
      throw e;
    }
  }

  private IOException stop(Fault reason) {
    fault = reason;
    return new IOException(reason.name());
  }
}
