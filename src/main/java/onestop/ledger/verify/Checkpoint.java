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
  record Line(String name, int id, byte[] signature) {
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

  /** How a key stands to a checkpoint: not among its signers, signer, or a forged signer. */
  enum Standing {
    ABSENT,
    SIGNED,
    FORGED
  }

  /** Reads a note from a file. */
  static Checkpoint read(Path file) {
    byte[] bytes = LogFolder.required(file);
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
      if (whole && plain && root.length == Merkle.HASH) {
        return new Checkpoint(file, text, head[0], size, root, lines);
      }
    } catch (RuntimeException e) {
      throw new Unusable("checkpoint", file);
    }
    throw new Unusable("checkpoint", file);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a log's key, or a witness, signed it. */
  Standing standing(VerifierKey key) {
    for (Line line : signatures) {
      if (line.by(key)) {
        boolean log = !key.isWitness() && key.signed(utf8(text), line.signature());
        return log || cosignedAt(key) >= 0 ? Standing.SIGNED : Standing.FORGED;
      }
    }
    return Standing.ABSENT;
  }

  /**
   * When a witness saw it (C2SP tlog-cosignature, {@code cosignature/v1}), in seconds since 1970;
   * -1 if there is no valid cosignature of that key.
   */
  long cosignedAt(VerifierKey witness) {
    for (Line line : signatures) {
      if (witness.isWitness() && line.by(witness) && line.signature().length == 72) {
        long time = ByteBuffer.wrap(line.signature()).getLong();
        byte[] message = utf8("cosignature/v1\ntime " + time + "\n" + text);
        if (time >= 0 && witness.signed(message, Arrays.copyOfRange(line.signature(), 8, 72))) {
          return time;
        }
      }
    }
    return -1;
  }
}
