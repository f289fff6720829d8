package onestop.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.ZonedDateTime;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key for signatures, made for one test, with a certificate that it issued to itself. */
public final class SigningKey {
  public static final String NAME = "UBND phường Văn Miếu";
  public static final String PASSWORD = "a password of a key";

  private SigningKey() {}

  /** A PKCS#12 file in that folder, valid from and until those moments. */
  public static Path in(Path folder, String algorithm, ZonedDateTime from, ZonedDateTime until) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(algorithm.equals("RSA") ? 2048 : 256);
      KeyPair pair = generator.generateKeyPair();
      X500Name name = new X500Name("CN=" + NAME + ",O=Hà Nội,C=VN");
      String signing = algorithm.equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.valueOf(7),
                          Date.from(from.toInstant()),
                          Date.from(until.toInstant()),
                          name,
                          pair.getPublic())
                      .build(new JcaContentSignerBuilder(signing).build(pair.getPrivate())));
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "key", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
      Path file = Files.createTempFile(folder, "key", ".p12");
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }
}
