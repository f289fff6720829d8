package onestop.signing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Hashtable;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A detached CMS signature after CAdES (ETSI EN 319 122-1), as PAdES embeds it. */
final class CadesSignature {
  private CadesSignature() {}

  /**
   * The signature of that content, DER. It names its certificate by hash, and no moment: PAdES has
   * the moment in the file.
   */
  static byte[] of(byte[] content, SignatureDevice device) throws IOException {
    X509Certificate certificate = device.chain().get(0);
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .setSignedAttributeGenerator(new Attributes(certificate))
              .build(new DeviceSigner(device), certificate));
      generator.addCertificates(new JcaCertStore(device.chain()));
      return generator.generate(new CMSProcessableByteArray(content), false).getEncoded("DER");
    } catch (CMSException | OperatorCreationException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that cannot be signed with", e);
    }
  }

  /** The signed attributes: type, digest, and the certificate (RFC 5035). */
  private static final class Attributes extends DefaultSignedAttributeTableGenerator {
    Attributes(X509Certificate certificate) throws CertificateEncodingException {
      super(new AttributeTable(signingCertificate(certificate)));
    }

    private static Hashtable<ASN1ObjectIdentifier, Attribute> signingCertificate(
        X509Certificate certificate) throws CertificateEncodingException {
      Hashtable<ASN1ObjectIdentifier, Attribute> table = new Hashtable<>();
      table.put(
          PKCSObjectIdentifiers.id_aa_signingCertificateV2,
          new Attribute(
              PKCSObjectIdentifiers.id_aa_signingCertificateV2,
              new DERSet(
                  new SigningCertificateV2(new ESSCertIDv2(sha256(certificate.getEncoded()))))));
      return table;
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Hashtable createStandardAttributeTable(Map parameters) {
      Hashtable table = super.createStandardAttributeTable(parameters);
      table.remove(CMSAttributes.signingTime);
      return table;
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Hands what is to be signed to the device. */
  private static final class DeviceSigner implements ContentSigner {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final SignatureDevice device;

    DeviceSigner(SignatureDevice device) {
      this.device = device;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return new DefaultSignatureAlgorithmIdentifierFinder().find(device.algorithm());
    }

    @Override
    public OutputStream getOutputStream() {
      return bytes;
    }

    @Override
    public byte[] getSignature() {
      return device.sign(bytes.toByteArray());
    }
  }
}
