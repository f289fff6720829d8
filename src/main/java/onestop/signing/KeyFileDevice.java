package onestop.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import onestop.kernel.Failure;
import org.jspecify.annotations.Nullable;

/** The key in a PKCS#12 file, read once. */
final class KeyFileDevice implements SignatureDevice {
  private final PrivateKey key;
  private final List<X509Certificate> chain;

  private KeyFileDevice(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  /**
   * Opens the file.
   *
   * @throws Failure {@code signing/key-file} if it cannot be read, opened with the password, or
   *     holds other than one private key with X.509 certificates
   */
  static KeyFileDevice open(Path file, @Nullable Path passwordFile) {
    char[] password = new char[0];
    try (InputStream in = Files.newInputStream(file)) {
      password = passwordFile == null ? password : firstLine(passwordFile);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1 || !(store.getKey(keys.get(0), password) instanceof PrivateKey key)) {
        throw refused(file);
      }
      List<X509Certificate> chain =
          Arrays.stream(store.getCertificateChain(keys.get(0)))
              .map(X509Certificate.class::cast)
              .toList();
      return new KeyFileDevice(key, chain);
    } catch (IOException | GeneralSecurityException e) {
      throw refused(file).causedBy(e);
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static char[] firstLine(Path file) throws IOException {
    return Files.readString(file).lines().findFirst().orElse("").toCharArray();
  }

  private static Failure refused(Path file) {
    return Failure.of(Failure.Kind.LOST_RESOURCE, "signing", "key-file", "file", file);
  }

  @Override
  public List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public String algorithm() {
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256with" + ecdsa();
  }

  private String ecdsa() {
    return key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
  }

  @Override
  public byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(algorithm());
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw Failure.of(Failure.Kind.LOST_RESOURCE, "signing", "device-refuses").causedBy(e);
    }
  }
}
