package onestop.apologies.letter;

import java.util.List;
import onestop.files.FileNaming;
import onestop.kernel.DossierCode;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/** The prints of letters that name stored files. */
@Component
final class PrintNaming implements FileNaming {
  private final Sql sql;

  PrintNaming(Sql sql) {
    this.sql = sql;
  }

  @Override
  public String table() {
    return "letter_document";
  }

  @Override
  public String column() {
    return "file_sha256";
  }

  @Override
  public List<Name> of(String sha256) {
    return sql.reading("letter_document", "apology_obligation")
        .sql(
            """
            select o.id, o.dossier_code from letter_document d
              join apology_obligation o on o.id = d.obligation_id
             where d.file_sha256 = ? order by o.id
            """)
        .param(sha256)
        .query((row, n) -> new Name("letter " + row.getLong(1), new DossierCode(row.getString(2))))
        .list();
  }
}
