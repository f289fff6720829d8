package onestop.signing;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key and its certificate: a file, a token or a service. The key never leaves it. Safe
 * for any number of threads.
 */
public interface SignatureDevice {
  /** The certificate of the key, then those that issued it. */
  List<X509Certificate> chain();

  /** The name of the signature's algorithm, such as {@code SHA256withRSA}. */
  String algorithm();

  /**
   * The signature of these bytes; the device computes their digest itself.
   *
   * @throws onestop.kernel.Failure {@code signing/device-refuses} if it cannot sign now
   */
  byte[] sign(byte[] bytes);
}
