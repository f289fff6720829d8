package onestop.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import onestop.ledger.CanonicalJson;

/**
 * Writes a log's folder from a list of entries, by the words of the C2SP pages and RFC 6962, with
 * nothing of the verifier's own: what the verifier reads here was not written by itself.
 */
final class TestLog {
  private final Key key;
  private final List<byte[]> entries = new ArrayList<>();

  /** Who signs: a log (type 1) or a witness (type 4). */
  static final class Key {
    final String name;
    private final byte type;
    private final KeyPair pair;

    Key(String name, int type) {
      this.name = name;
      this.type = (byte) type;
      try {
        this.pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private byte[] material() {
      byte[] x509 = pair.getPublic().getEncoded();
      return ByteBuffer.allocate(33).put(type).put(x509, x509.length - 32, 32).array();
    }

    private byte[] id() {
      return Arrays.copyOf(sha256(utf8(name + "\n"), material()), 4);
    }

    /** The key's text. */
    String vkey() {
      String id = "%08x".formatted(ByteBuffer.wrap(id()).getInt());
      return name + "+" + id + "+" + Base64.getEncoder().encodeToString(material());
    }

    private byte[] sign(byte[] message) {
      try {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initSign(pair.getPrivate());
        ed25519.update(message);
        return ed25519.sign();
      } catch (GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }

    private String line(byte[]... parts) {
      ByteArrayOutputStream made = new ByteArrayOutputStream();
      made.writeBytes(id());
      for (byte[] part : parts) {
        made.writeBytes(part);
      }
      return "\u2014 " + name + " " + Base64.getEncoder().encodeToString(made.toByteArray()) + "\n";
    }
  }

  TestLog(Key key) {
    this.key = key;
  }

  static Key logKey() {
    return new Key("onestop.example/log", 1);
  }

  static Key witnessKey() {
    return new Key("witness.example/w1", 4);
  }

  /** A log of the same entries, which can go another way from here. */
  TestLog copy(Key signer) {
    TestLog copy = new TestLog(signer);
    copy.entries.addAll(entries);
    return copy;
  }

  TestLog add(String kind, String dossier, String at, Map<String, ?> facts) {
    entries.add(entry(kind, dossier, at, facts));
    return this;
  }

  static byte[] entry(String kind, String dossier, String at, Map<String, ?> facts) {
    return utf8(
        CanonicalJson.write(
            Map.of(
                "at",
                Instant.parse(at),
                "dossier",
                dossier,
                "facts",
                facts,
                "kind",
                kind,
                "v",
                1)));
  }

  /** The entries themselves, to be tampered with before they are published. */
  List<byte[]> entries() {
    return entries;
  }

  /** Writes every file of the log as it stands; older partial tiles stay where they are. */
  TestLog publish(Path folder) {
    List<byte[]> hashes = entries.stream().map(entry -> sha256(new byte[] {0}, entry)).toList();
    tiles(folder, "entries", entries.stream().map(TestLog::withLength).toList());
    List<byte[]> level = hashes;
    for (int l = 0; !level.isEmpty(); l++) {
      tiles(folder, String.valueOf(l), level);
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i + 256 <= level.size(); i += 256) {
        above.add(treeHash(level.subList(i, i + 256)));
      }
      level = above;
    }
    write(folder.resolve("log.vkey"), utf8(key.vkey() + "\n"));
    write(folder.resolve("checkpoint"), utf8(checkpoint(treeHash(hashes))));
    return this;
  }

  private String checkpoint(byte[] root) {
    String text =
        key.name + "\n" + entries.size() + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
    return text + "\n" + key.line(key.sign(utf8(text)));
  }

  /** Adds a witness's cosignature to a checkpoint that lies in a file. */
  static void cosign(Path checkpoint, Key witness, String at) {
    cosign(checkpoint, witness, Instant.parse(at).getEpochSecond());
  }

  /** A note of any text under the signature of whoever holds the key. */
  static String note(Key signer, String text) {
    return text + "\n" + signer.line(signer.sign(utf8(text)));
  }

  /** As {@link #cosign(Path, Key, String)}, with a time that need be none. */
  static void cosign(Path checkpoint, Key witness, long time) {
    try {
      String note = Files.readString(checkpoint);
      String text = note.substring(0, note.lastIndexOf("\n\n") + 1);
      byte[] signed = witness.sign(utf8("cosignature/v1\ntime " + time + "\n" + text));
      String line = witness.line(ByteBuffer.allocate(8).putLong(time).array(), signed);
      Files.writeString(checkpoint, note + line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The proof of an entry as a file, by the words of C2SP tlog-proof. */
  String proof(int index) {
    Base64.Encoder base64 = Base64.getEncoder();
    List<byte[]> hashes = entries.stream().map(entry -> sha256(new byte[] {0}, entry)).toList();
    StringBuilder text = new StringBuilder("c2sp.org/tlog-proof@v1\n");
    text.append("extra ").append(base64.encodeToString(entries.get(index))).append('\n');
    text.append("index ").append(index).append('\n');
    path(index, hashes).forEach(hash -> text.append(base64.encodeToString(hash)).append('\n'));
    return text.append('\n').append(checkpoint(treeHash(hashes))).toString();
  }

  /** PATH(m, D) of RFC 6962, section 2.1.1, word for word. */
  private static List<byte[]> path(int m, List<byte[]> leaves) {
    List<byte[]> path = new ArrayList<>();
    if (leaves.size() > 1) {
      int k = Integer.highestOneBit(leaves.size() - 1);
      List<byte[]> left = leaves.subList(0, k);
      List<byte[]> right = leaves.subList(k, leaves.size());
      path.addAll(m < k ? path(m, left) : path(m - k, right));
      path.add(treeHash(m < k ? right : left));
    }
    return path;
  }

  private static byte[] withLength(byte[] entry) {
    return ByteBuffer.allocate(entry.length + 2).putShort((short) entry.length).put(entry).array();
  }

  private static void tiles(Path folder, String level, List<byte[]> pieces) {
    for (int n = 0; n * 256 < pieces.size(); n++) {
      List<byte[]> tile = pieces.subList(n * 256, Math.min(pieces.size(), n * 256 + 256));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      tile.forEach(bytes::writeBytes);
      String part = tile.size() == 256 ? "" : ".p/" + tile.size();
      write(folder.resolve("tile/" + level + "/" + path(n) + part), bytes.toByteArray());
    }
  }

  private static String path(int n) {
    return n < 1000
        ? "%03d".formatted(n)
        : "x%03d/%03d".formatted(n / 1000, n % 1000); // up to 256,000,000 entries
  }

  /** MTH of RFC 6962, section 2.1, word for word. */
  static byte[] treeHash(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return sha256();
    } else if (leaves.size() == 1) {
      return leaves.get(0);
    }
    int k = Integer.highestOneBit(leaves.size() - 1);
    return sha256(
        new byte[] {1}, treeHash(leaves.subList(0, k)), treeHash(leaves.subList(k, leaves.size())));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return sha256.digest();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
