package onestop.ledger.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A signed tree head: C2SP tlog-checkpoint in a signed-note, taken by the letter: lines that are
 * not empty, the size without leading zeroes, base64 as an encoder writes it, no control character,
 * and a number of signatures that somebody might have made.
 *
 * @param text what is signed, the last newline included
 */
record Checkpoint(
    Path file, String text, String origin, long size, byte[] root, List<Line> signatures) {

  private static final int MOST_SIGNATURES = 100;
  private static final Pattern TEXT =
      Pattern.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*");
  private static final Pattern LINE =
      Pattern.compile("\u2014 ([^\\p{Z}\\s+]+) ([A-Za-z0-9+/]{8,}={0,2})");

  /** The last second of a year of four digits: a later one is no moment that a clock has shown. */
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  /** A signature line: the key's name and id, and what the key made. */
  record Line(String name, int id, byte[] made) {
    boolean by(VerifierKey key) {
      return name.equals(key.name()) && id == key.id();
    }

    static Line parse(String line) {
      Matcher parts = LINE.matcher(line);
      if (!parts.matches()) {
        throw new IllegalArgumentException(line);
      }
      byte[] made = base64(parts.group(2));
      int id = ByteBuffer.wrap(made).getInt();
      return new Line(parts.group(1), id, Arrays.copyOfRange(made, 4, made.length));
    }
  }

  static Checkpoint read(Path file) {
    return parse(file, LogFolder.required(file));
  }

  /** Reads the bytes of a note, which stood in that file. */
  static Checkpoint parse(Path file, byte[] bytes) {
    String note = new String(bytes, StandardCharsets.UTF_8);
    int blank = note.lastIndexOf("\n\n");
    try {
      String text = note.substring(0, blank + 1);
      Matcher head = TEXT.matcher(text);
      String[] under = note.substring(blank + 2).split("\n");
      boolean plain = note.chars().noneMatch(c -> c < ' ' && c != '\n');
      boolean whole = note.endsWith("\n") && Arrays.equals(bytes, utf8(note));
      if (!whole || !plain || !head.matches() || under.length > MOST_SIGNATURES) {
        throw new IllegalArgumentException(text);
      }
      List<Line> lines = Stream.of(under).map(Line::parse).toList();
      long size = Long.parseLong(head.group(2));
      return new Checkpoint(file, text, head.group(1), size, base64(head.group(3)), lines);
    } catch (RuntimeException e) {
      throw new Unusable("checkpoint", file);
    }
  }

  /** Bytes that have this text alone, and no other, in base64. */
  static byte[] base64(String text) {
    byte[] bytes = Base64.getDecoder().decode(text);
    if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
      throw new IllegalArgumentException(text);
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether this key, a log's or a witness's, signed it. */
  boolean isSignedBy(VerifierKey key) {
    boolean log = !key.isWitness() && origin.equals(key.name());
    return cosignedAt(key) >= 0
        || log && signatures.stream().anyMatch(l -> l.by(key) && key.signed(utf8(text), l.made()));
  }

  /** Whether one of the keys signed it; a signature that only claims to be theirs is a finding. */
  boolean isSigned(List<VerifierKey> keys, Report report) {
    for (VerifierKey key : keys) {
      if (signatures.stream().anyMatch(line -> line.by(key)) && !isSignedBy(key)) {
        report.ofLog("SIGNATURE_FORGED", file, key.name());
      }
    }
    return keys.stream().anyMatch(this::isSignedBy);
  }

  /** Requires the cosignature of a witness. */
  void require(VerifierKey witness, Report report) {
    if (!isSigned(List.of(witness), report)) {
      report.ofLog("WITNESS_ABSENT", file, witness.name());
    }
  }

  /**
   * When a witness saw it (C2SP tlog-cosignature, {@code cosignature/v1}), in seconds since 1970;
   * -1 if there is no valid cosignature of that key, or its time is none.
   */
  long cosignedAt(VerifierKey witness) {
    for (Line line : signatures) {
      if (witness.isWitness() && line.by(witness) && line.made().length == 72) {
        long time = ByteBuffer.wrap(line.made()).getLong();
        byte[] message = utf8("cosignature/v1\ntime " + time + "\n" + text);
        if (time >= 0
            && time <= LAST_SECOND
            && witness.signed(message, Arrays.copyOfRange(line.made(), 8, 72))) {
          return time;
        }
      }
    }
    return -1;
  }
}
