package onestop.ledger.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A signed tree head: C2SP tlog-checkpoint in a signed-note.
 *
 * @param text what is signed, the last newline included
 */
record Checkpoint(
    Path file, String text, String origin, long size, byte[] root, List<Line> signatures) {

  /** A signature line: the key's name and id, and what the key made. */
  record Line(String name, int id, byte[] made) {
    boolean by(VerifierKey key) {
      return name.equals(key.name()) && id == key.id();
    }

    static Line parse(String line) {
      int space = line.lastIndexOf(' ');
      byte[] made = Base64.getDecoder().decode(line.substring(space + 1));
      if (!line.startsWith("\u2014 ")) {
        throw new IllegalArgumentException(line);
      }
      int id = ByteBuffer.wrap(made).getInt();
      return new Line(line.substring(2, space), id, Arrays.copyOfRange(made, 4, made.length));
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
      String[] head = text.split("\n", -1);
      List<Line> lines = new ArrayList<>();
      note.substring(blank + 2).lines().forEach(line -> lines.add(Line.parse(line)));
      long size = Long.parseLong(head[1]);
      byte[] root = Base64.getDecoder().decode(head[2]);
      boolean whole = note.endsWith("\n") && Arrays.equals(bytes, utf8(note));
      boolean plain = !head[0].isEmpty() && head[1].equals(String.valueOf(size)) && size >= 0;
      if (!whole || !plain || root.length != Merkle.HASH) {
        throw new IllegalArgumentException(text);
      }
      return new Checkpoint(file, text, head[0], size, root, lines);
    } catch (RuntimeException e) {
      throw new Unusable("checkpoint", file);
    }
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
   * -1 if there is no valid cosignature of that key.
   */
  long cosignedAt(VerifierKey witness) {
    for (Line line : signatures) {
      if (witness.isWitness() && line.by(witness) && line.made().length == 72) {
        long time = ByteBuffer.wrap(line.made()).getLong();
        byte[] message = utf8("cosignature/v1\ntime " + time + "\n" + text);
        if (time >= 0 && witness.signed(message, Arrays.copyOfRange(line.made(), 8, 72))) {
          return time;
        }
      }
    }
    return -1;
  }
}
