package onestop.desk.receiving;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream line by line. Holds at most one line in memory, and of a line at most {@code
 * limit} bytes. Not thread-safe.
 */
public final class LimitedLines {
  private final InputStream in;
  private final int limit;
  private final byte[] buffer = new byte[8192];
  private int position;
  private int filled;
  private int number;

  /**
   * Reads the lines of a stream, which the caller closes; {@code limit} is the maximum length of a
   * line in bytes, without the line end.
   */
  public LimitedLines(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /**
   * One line.
   *
   * @param number from 1
   * @param bytes without the line end; empty if {@code tooLong}
   */
  public record NumberedLine(int number, byte[] bytes, boolean tooLong) {
    /** Whether the line is blank. */
    public boolean blank() {
      for (byte b : bytes) {
        if (b != ' ' && b != '\t' && b != '\r') {
          return false;
        }
      }
      return !tooLong;
    }
  }

  /** The next line, or null at the end. */
  public @Nullable NumberedLine next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean any = false;
    boolean tooLong = false;
    while (true) {
      if (position == filled) {
        filled = in.read(buffer);
        position = 0;
        if (filled <= 0) {
          filled = 0;
          return any ? line(line, tooLong) : null;
        }
      }
      any = true;
      int start = position;
      while (position < filled && buffer[position] != '\n') {
        position++;
      }
      tooLong |= line.size() + position - start > limit;
      if (!tooLong) {
        line.write(buffer, start, position - start);
      }
      if (position < filled) {
        position++;
        return line(line, tooLong);
      }
    }
  }

  private NumberedLine line(ByteArrayOutputStream line, boolean tooLong) {
    number++;
    return new NumberedLine(number, tooLong ? new byte[0] : line.toByteArray(), tooLong);
  }
}
