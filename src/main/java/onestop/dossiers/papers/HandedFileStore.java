package onestop.dossiers.papers;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.files.FileType;
import onestop.files.StoredFile;
import onestop.files.Upload;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of files handed in, and of their removals; insert-only, under the dossier's lock. */
@Repository
class HandedFileStore {
  private static final String SELECT =
      """
      select f.*, r.reason, r.removed_by, r.removed_by_agency, r.removed_at
        from handed_file f left join handed_file_removal r
          on r.dossier_code = f.dossier_code and r.no = f.no
       where f.dossier_code = ?
      """;

  private final Sql sql;

  HandedFileStore(Sql sql) {
    this.sql = sql;
  }

  /** The files of a dossier, replaced and removed ones included, in their order. */
  List<HandedFile> of(DossierCode dossier) {
    return sql.client()
        .sql(SELECT + " order by f.no")
        .param(dossier.value())
        .query(HandedFileStore::row)
        .list();
  }

  Optional<HandedFile> find(DossierCode dossier, int no) {
    return sql.client()
        .sql(SELECT + " and f.no = ?")
        .params(dossier.value(), no)
        .query(HandedFileStore::row)
        .optional();
  }

  /** What the dossier has, every version and every removed file counted. */
  Upload.Owned owned(DossierCode dossier) {
    return sql.client()
        .sql(
            "select count(*), coalesce(sum(byte_count), 0) from handed_file where dossier_code = ?")
        .param(dossier.value())
        .query((rs, n) -> new Upload.Owned(rs.getInt(1), rs.getLong(2)))
        .single();
  }

  void insert(HandedFile file) {
    sql.client()
        .sql(
            """
            insert into handed_file (dossier_code, no, paper, remark, title, file_sha256,
                byte_count, media_type, replaces, added_by, added_by_agency, added_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            file.dossier().value(),
            file.no(),
            file.paper(),
            file.remark(),
            file.title(),
            file.file().sha256(),
            file.file().size(),
            file.file().type().mediaType(),
            file.replaces(),
            file.by().id().value(),
            file.by().agency().value(),
            Sql.utc(file.at()))
        .update();
  }

  void remove(DossierCode dossier, int no, HandedFile.Removal removal) {
    sql.client()
        .sql(
            """
            insert into handed_file_removal (dossier_code, no, reason, removed_by,
                removed_by_agency, removed_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            dossier.value(),
            no,
            removal.reason(),
            removal.by().id().value(),
            removal.by().agency().value(),
            Sql.utc(removal.at()))
        .update();
  }

  private static HandedFile row(ResultSet rs, int number) throws SQLException {
    int replaces = rs.getInt("replaces");
    boolean first = rs.wasNull();
    return new HandedFile(
        new DossierCode(rs.getString("dossier_code")),
        rs.getInt("no"),
        rs.getString("paper"),
        rs.getString("remark"),
        rs.getString("title"),
        new StoredFile(
            rs.getString("file_sha256"),
            rs.getLong("byte_count"),
            FileType.ofMediaType(rs.getString("media_type"))),
        first ? null : replaces,
        officer(rs, "added_by"),
        Sql.instant(rs, "added_at"),
        removal(rs));
  }

  private static HandedFile.@Nullable Removal removal(ResultSet rs) throws SQLException {
    Instant at = Sql.instantOrNull(rs, "removed_at");
    return at == null
        ? null
        : new HandedFile.Removal(rs.getString("reason"), officer(rs, "removed_by"), at);
  }

  private static Actor.Officer officer(ResultSet rs, String column) throws SQLException {
    return new Actor.Officer(
        new OfficerId(rs.getString(column)), new AgencyCode(rs.getString(column + "_agency")));
  }
}
