package onestop.delivery;

import java.util.List;
import onestop.files.FileNaming;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The attachments that name stored files. */
@Component
final class AttachmentNaming implements FileNaming {
  private final JdbcClient jdbc;

  AttachmentNaming(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public String table() {
    return "outbox_attachment";
  }

  @Override
  public String column() {
    return "file_sha256";
  }

  @Override
  public List<Name> of(String sha256) {
    return jdbc.sql(
            """
            select message_key from outbox_attachment where file_sha256 = ? order by message_key
            """)
        .param(sha256)
        .query((row, n) -> new Name("message " + row.getString(1), null))
        .list();
  }
}
