package onestop.dossiers.papers;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import onestop.files.Upload;
import onestop.kernel.Actor;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.OfficerId;
import onestop.store.Sql;
import org.springframework.stereotype.Repository;

/**
 * Rows of files that arrive in parts. A part is one row, so it is here whole or not at all; its
 * primary key refuses a second one at the same place.
 */
@Repository
class FileUploadStore {
  private static final String SELECT =
      """
      select u.id, u.dossier_code, u.officer, u.officer_agency, u.name, u.byte_count, u.sha256,
             u.begun_at, u.file_no, coalesce(sum(p.byte_count), 0) as arrived,
             max(p.arrived_at) as last_at
        from file_upload u left join file_upload_part p on p.upload = u.id
      """;

  private static final String GROUP =
      """
       group by u.id, u.dossier_code, u.officer, u.officer_agency, u.name, u.byte_count, u.sha256,
             u.begun_at, u.file_no
       order by u.begun_at, u.id
      """;

  private final Sql sql;

  FileUploadStore(Sql sql) {
    this.sql = sql;
  }

  Optional<FileUpload> find(String id) {
    return sql.client()
        .sql(SELECT + " where u.id = ?" + GROUP)
        .param(id)
        .query(FileUploadStore::row)
        .optional();
  }

  /** The files of that officer and dossier that are not whole, the first begun first. */
  List<FileUpload> of(DossierCode dossier, OfficerId officer) {
    return sql.client()
        .sql(SELECT + " where u.dossier_code = ? and u.officer = ? and u.file_no is null" + GROUP)
        .params(dossier.value(), officer.value())
        .query(FileUploadStore::row)
        .list();
  }

  /** What is announced for a dossier and has not become a file, without the upload of that id. */
  Upload.Owned announced(DossierCode dossier, String without) {
    return sql.client()
        .sql(
            """
            select count(*), coalesce(sum(byte_count), 0) from file_upload
             where dossier_code = ? and file_no is null and id <> ?
            """)
        .params(dossier.value(), without)
        .query((rs, n) -> new Upload.Owned(rs.getInt(1), rs.getLong(2)))
        .single();
  }

  void insert(FileUpload upload) {
    sql.client()
        .sql(
            """
            insert into file_upload (id, dossier_code, officer, officer_agency, name, sha256,
                byte_count, begun_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .params(
            upload.id(),
            upload.dossier().value(),
            upload.by().id().value(),
            upload.by().agency().value(),
            upload.name(),
            upload.sha256(),
            upload.size(),
            Sql.utc(upload.lastAt()))
        .update();
  }

  /**
   * Adds a part.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException if there is one at that place,
   *     or the upload is gone
   */
  void append(String id, long at, byte[] bytes, Instant now) {
    sql.client()
        .sql(
            """
            insert into file_upload_part (upload, start_at, byte_count, bytes, arrived_at)
            values (?, ?, ?, ?, ?)
            """)
        .params(id, at, bytes.length, bytes, Sql.utc(now))
        .update();
  }

  byte[] whole(String id) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    sql.client()
        .sql("select bytes from file_upload_part where upload = ? order by start_at")
        .param(id)
        .query((rs, n) -> rs.getBytes(1))
        .list()
        .forEach(all::writeBytes);
    return all.toByteArray();
  }

  /** Records what an upload became and drops its parts; false if it is gone or was recorded. */
  boolean became(String id, int no) {
    int updated =
        sql.client()
            .sql("update file_upload set file_no = ? where id = ? and file_no is null")
            .params(no, id)
            .update();
    sql.client().sql("delete from file_upload_part where upload = ?").param(id).update();
    return updated == 1;
  }

  void delete(String id) {
    sql.client().sql("delete from file_upload where id = ?").param(id).update();
  }

  /** Drops what was begun, and of which the last part arrived, before that moment. */
  int deleteOlder(Instant before) {
    return sql.client()
        .sql(
            """
            delete from file_upload where begun_at < ? and not exists (
              select 1 from file_upload_part p where p.upload = file_upload.id and p.arrived_at >= ?)
            """)
        .params(Sql.utc(before), Sql.utc(before))
        .update();
  }

  private static FileUpload row(ResultSet rs, int number) throws SQLException {
    int no = rs.getInt("file_no");
    boolean open = rs.wasNull();
    Instant last = Sql.instantOrNull(rs, "last_at");
    return new FileUpload(
        rs.getString("id"),
        new DossierCode(rs.getString("dossier_code")),
        new Actor.Officer(
            new OfficerId(rs.getString("officer")), new AgencyCode(rs.getString("officer_agency"))),
        rs.getString("name"),
        rs.getLong("byte_count"),
        rs.getString("sha256"),
        rs.getLong("arrived"),
        last == null ? Sql.instant(rs, "begun_at") : last,
        open ? null : no);
  }
}
