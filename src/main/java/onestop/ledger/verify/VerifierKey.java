package onestop.ledger.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A verifier key of C2SP signed-note, {@code name+id+base64(type || public key)}: Ed25519, of a log
 * (type 1) or of a witness (type 4).
 */
record VerifierKey(String name, int id, boolean isWitness, PublicKey key) {
  /** What X.509 puts before the 32 bytes of an Ed25519 key (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Reads a key's text and refuses one whose parts do not belong together. */
  static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    try {
      byte[] material = Checkpoint.base64(parts[2]);
      byte[] name = (parts[0] + "\n").getBytes(StandardCharsets.UTF_8);
      ByteBuffer hashed = ByteBuffer.allocate(name.length + 33).put(name).put(material);
      ByteBuffer x509 = ByteBuffer.allocate(X509.length + 32).put(X509).put(material, 1, 32);
      int id = Integer.parseUnsignedInt(parts[1], 16);
      boolean known = material.length == 33 && (material[0] == 1 || material[0] == 4);
      boolean named = parts[0].matches("[^\\p{Z}\\s\\p{Cc}]+") && parts[1].matches("[0-9a-f]{8}");
      if (!known || !named || ByteBuffer.wrap(Merkle.sha256(hashed.array())).getInt() != id) {
        throw new IllegalArgumentException(text);
      }
      KeyFactory ed25519 = KeyFactory.getInstance("Ed25519");
      PublicKey key = ed25519.generatePublic(new X509EncodedKeySpec(x509.array()));
      return new VerifierKey(parts[0], id, material[0] == 4, key);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new Unusable("key", text.strip());
    }
  }

  /** The log's next key, if the entry names it under the signature of one of those. */
  static Optional<VerifierKey> named(List<VerifierKey> keys, Entry entry) {
    String named = entry.fact("newKey");
    byte[] said = ("onestop log key rotation v1\n" + named + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      VerifierKey next = parse(named);
      byte[] signature = Base64.getDecoder().decode(entry.fact("signature"));
      return keys.stream().anyMatch(k -> k.name.equals(next.name) && k.signed(said, signature))
          ? Optional.of(next)
          : Optional.empty();
    } catch (IllegalArgumentException | Unusable e) {
      return Optional.empty(); // an entry of that kind which says nothing
    }
  }

  /** Whether this key made the signature over the message. */
  boolean signed(byte[] message, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(message);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // bytes that are no signature at all
    }
  }
}
