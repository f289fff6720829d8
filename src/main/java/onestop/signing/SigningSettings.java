package onestop.signing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The settings of electronic signatures.
 *
 * @param keyFile a PKCS#12 file with one private key and its certificates; null: documents are
 *     signed on paper
 * @param passwordFile the file whose first line is the password of the key file
 * @param agency the code of the agency whose key it is
 */
@ConfigurationProperties("onestop.signing")
record SigningSettings(
    @Nullable Path keyFile, @Nullable Path passwordFile, @Nullable String agency) {}
