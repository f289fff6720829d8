package onestop.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A signing key for notes, and its file. The file has two lines: the private key in the form used
 * by tools for signed notes ({@code PRIVATE+KEY+name+id+key}), and the verifier key.
 *
 * <p>Only its owner can read the file; a file that others can read is refused, and no file is ever
 * overwritten. What is true if we die while a key is created: there is no file, or a complete one,
 * or a damaged one that is refused with a failure that names it; the key has signed nothing yet.
 */
public final class NoteSigner {
  private static final String PRIVATE = "PRIVATE+KEY+";
  private static final byte[] PKCS8 = HexFormat.of().parseHex("302e020100300506032b657004220420");
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final NoteKey verifier;
  private final byte[] seed;

  private NoteSigner(NoteKey verifier, byte[] seed) {
    this.verifier = verifier;
    this.seed = seed;
  }

  /**
   * Creates a key with a name in a new file.
   *
   * @throws Failure {@code ledger/key-exists} if the file exists already
   */
  static NoteSigner create(Path file, String name, int type) {
    NoteSigner signer = generate(NoteKey.checkName(name), type);
    byte[] bytes =
        (signer.privateText() + "\n" + signer.verifier.text() + "\n")
            .getBytes(StandardCharsets.UTF_8);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.exists(folder)) {
        Files.createDirectories(folder);
      }
      try (FileChannel out =
          FileChannel.open(
              file,
              EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              attributes(folder))) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      return signer;
    } catch (FileAlreadyExistsException e) {
      throw Failure.conflict("ledger", "key-exists", "file", file.toString()).causedBy(e);
    } catch (IOException e) {
      throw Failure.badInput(
              "ledger",
              "key-unwritable",
              "file",
              file.toString(),
              "reason",
              e.getClass().getSimpleName())
          .causedBy(e);
    }
  }

  private static FileAttribute<?>[] attributes(@Nullable Path folder) throws IOException {
    boolean posix = folder != null && Files.getFileStore(folder).supportsFileAttributeView("posix");
    return posix
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  /**
   * Reads the key of a file.
   *
   * @throws Failure {@code ledger/key-missing} if there is no file, {@code ledger/key-readable} if
   *     others can read it, {@code ledger/key-damaged} if it is no key file
   */
  static NoteSigner read(Path file) {
    try {
      PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
      if (view != null && !OWNER.containsAll(view.readAttributes().permissions())) {
        throw Failure.badInput(
            "ledger",
            "key-readable",
            "file",
            file.toString(),
            "mode",
            PosixFilePermissions.toString(view.readAttributes().permissions()));
      }
      List<String> lines = Files.readAllLines(file);
      return parse(lines.get(0), NoteKey.parse(lines.get(1)));
    } catch (NoSuchFileException e) {
      throw Failure.badInput("ledger", "key-missing", "file", file.toString()).causedBy(e);
    } catch (IOException
        | GeneralSecurityException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      throw damaged(file).causedBy(e);
    } catch (Failure e) {
      throw e.slug().equals("verifier-key") ? damaged(file).causedBy(e) : e;
    }
  }

  private static Failure damaged(Path file) {
    return Failure.badInput("ledger", "key-damaged", "file", file.toString());
  }

  private static NoteSigner parse(String line, NoteKey verifier) throws GeneralSecurityException {
    String[] parts = line.substring(PRIVATE.length()).split("\\+", 3);
    byte[] key = Base64.getDecoder().decode(parts[2]);
    NoteSigner signer = new NoteSigner(verifier, Arrays.copyOfRange(key, 1, key.length));
    byte[] probe = {1, 2, 3};
    if (!line.equals(signer.privateText()) || !verifier.signed(probe, signer.signature(probe))) {
      throw new GeneralSecurityException("private and public key do not belong together");
    }
    return signer;
  }

  private static NoteSigner generate(String name, int type) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      byte[] encoded = pair.getPublic().getEncoded();
      byte[] seed =
          ((EdECPrivateKey) pair.getPrivate())
              .getBytes()
              .orElseThrow(() -> new GeneralSecurityException("a key that does not show itself"));
      NoteKey verifier =
          new NoteKey(name, type, Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
      return new NoteSigner(verifier, seed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform from 15 on has Ed25519", e);
    }
  }

  private String privateText() {
    String[] open = verifier.text().split("\\+", 3);
    return PRIVATE
        + open[0]
        + "+"
        + open[1]
        + "+"
        + Base64.getEncoder().encodeToString(verifier.typed(seed));
  }

  public NoteKey verifier() {
    return verifier;
  }

  /**
   * Signs a text with a log's key.
   *
   * @return the signature line
   */
  public SignedNote.SignatureLine sign(String text) {
    return line(signature(SignedNote.bytes(text)));
  }

  /**
   * Cosigns a checkpoint that the witness has found consistent.
   *
   * @return the signature line
   */
  SignedNote.SignatureLine cosign(String text, Instant at) {
    long time = at.getEpochSecond();
    byte[] signature = signature(SignedNote.cosigned(text, time));
    return line(
        ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature).array());
  }

  private SignedNote.SignatureLine line(byte[] made) {
    byte[] bytes = ByteBuffer.allocate(4 + made.length).put(verifier.id()).put(made).array();
    return new SignedNote.SignatureLine(verifier.name(), bytes);
  }

  /** The bare signature, 64 bytes. */
  byte[] signature(byte[] message) {
    try {
      byte[] encoded = Arrays.copyOf(PKCS8, PKCS8.length + seed.length);
      System.arraycopy(seed, 0, encoded, PKCS8.length, seed.length);
      PrivateKey key =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      Signature signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that does not sign", e);
    }
  }
}
