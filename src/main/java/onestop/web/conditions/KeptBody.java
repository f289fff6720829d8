package onestop.web.conditions;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import onestop.web.input.UploadPaths;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body was read, so that its digest is known before its handler reads it: of a file
 * on the disk, of anything else in memory, within the limit of its address.
 */
final class KeptBody extends HttpServletRequestWrapper implements AutoCloseable {
  private final byte[] bytes;
  private final @Nullable Path file;
  private final String digest;

  private KeptBody(HttpServletRequest request, byte[] bytes, @Nullable Path file, String digest) {
    super(request);
    this.bytes = bytes;
    this.file = file;
    this.digest = digest;
  }

  /**
   * Reads the whole body of a request.
   *
   * @param rights what its caller may do now, a part of the digest
   */
  static KeptBody of(HttpServletRequest request, String rights) throws IOException {
    MessageDigest sha = sha256();
    String asked =
        rights
            + '\n'
            + request.getMethod()
            + ' '
            + request.getRequestURI()
            + '?'
            + Objects.requireNonNullElse(request.getQueryString(), "")
            + '\n';
    sha.update(asked.getBytes(StandardCharsets.UTF_8));
    if (!UploadPaths.contain(request.getRequestURI())) {
      byte[] all;
      try (InputStream in = new DigestInputStream(request.getInputStream(), sha)) {
        all = in.readAllBytes();
      }
      return new KeptBody(request, all, null, hex(sha));
    }
    Path file = Files.createTempFile("call-", ".body");
    try (InputStream in = request.getInputStream();
        OutputStream out = new DigestOutputStream(Files.newOutputStream(file), sha)) {
      in.transferTo(out);
    } catch (IOException | RuntimeException broken) {
      Files.deleteIfExists(file);
      throw broken;
    }
    return new KeptBody(request, new byte[0], file, hex(sha));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform provides SHA-256
    }
  }

  private static String hex(MessageDigest sha) {
    return HexFormat.of().formatHex(sha.digest());
  }

  /** The digest of the caller's rights, method, address and body. */
  String digest() {
    return digest;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Again(file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file));
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }

  private static final class Again extends ServletInputStream {
    private final InputStream in;
    private boolean finished;

    Again(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      finished |= b < 0;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      finished |= n < 0;
      return n;
    }

    @Override
    public boolean isFinished() {
      return finished;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("read on the caller's thread");
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
