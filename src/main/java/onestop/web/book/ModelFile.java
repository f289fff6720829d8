package onestop.web.book;

import java.nio.charset.StandardCharsets;
import onestop.models.ModelVersion;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** The file of a version, as a download that no browser opens or takes for anything else. */
final class ModelFile {
  private ModelFile() {}

  static ResponseEntity<byte[]> of(ModelVersion version, byte[] bytes) {
    String name = version.processKey() + "-" + version.version() + ".bpmn";
    return ResponseEntity.ok()
        .contentType(new MediaType("application", "xml", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename(name, StandardCharsets.UTF_8)
                .build()
                .toString())
        .header("Content-Security-Policy", "default-src 'none'; sandbox")
        .header("X-Content-Type-Options", "nosniff")
        .eTag('"' + version.sha256() + '"')
        .body(bytes);
  }
}
