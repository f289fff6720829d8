package onestop.dossiers.papers;

import java.util.List;
import onestop.files.FileNaming;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/** The papers on file that name stored files. */
@Component
final class HandedFileNaming implements FileNaming {
  private final Sql sql;

  HandedFileNaming(Sql sql) {
    this.sql = sql;
  }

  @Override
  public String table() {
    return "handed_file";
  }

  @Override
  public String column() {
    return "file_sha256";
  }

  @Override
  public List<Name> of(String sha256) {
    return sql.client()
        .sql(
            """
            select no, dossier_code from handed_file where file_sha256 = ?
             order by dossier_code, no
            """)
        .param(sha256)
        .query((row, n) -> new Name("paper " + row.getInt(1), new DossierCode(row.getString(2))))
        .list();
  }
}
