package onestop.web.download;

import java.nio.charset.StandardCharsets;
import onestop.files.FileHash;
import onestop.files.FileType;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The one way in which bytes of a file are served: with the type that they have, whatever their
 * name says; in a sandbox, so that nothing in them runs or loads anything with the reader's
 * session; in place only if a browser runs nothing in such a type, else as a download. The entity
 * tag is the SHA-256 of the bytes. Only pages of this site may frame one.
 */
public final class FileAnswer {
  /** Replaces the policy of pages. */
  private static final String SANDBOX =
      "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'";

  private FileAnswer() {}

  /**
   * Answers with a file.
   *
   * @param name the name under which the reader's browser keeps it, without an extension
   */
  public static ResponseEntity<byte[]> of(String name, byte[] bytes) {
    FileType type = FileType.of(bytes);
    ContentDisposition.Builder way =
        type.isShownInPlace() ? ContentDisposition.inline() : ContentDisposition.attachment();
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf(type.mediaType()))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            way.filename(name + "." + type.extension(), StandardCharsets.UTF_8).build().toString())
        .header("Content-Security-Policy", SANDBOX)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "SAMEORIGIN")
        .eTag('"' + FileHash.of(bytes) + '"')
        .body(bytes);
  }

  /** Answers with a sentence instead of a file, as text that the frame of the file can show. */
  public static ResponseEntity<byte[]> refused(int status, String sentence) {
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
        .header("Content-Security-Policy", SANDBOX)
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "SAMEORIGIN")
        .body(sentence.getBytes(StandardCharsets.UTF_8));
  }
}
