package onestop.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.store.Sql;
import onestop.store.UnitOfWork.Memory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * The rows of files. A row is locked by whoever names its file and by whoever removes it, and the
 * lock ends with the transaction: between them one of the two always sees what the other did.
 */
@Component
final class FileRows {
  private static final String SELECT =
      "select sha256, byte_count, media_type, home, orphaned_at from stored_file ";

  private final Sql sql;
  private final ObjectProvider<FileNaming> namings;
  private final Memory<Map<String, Row>> held;

  FileRows(Sql sql, ObjectProvider<FileNaming> namings) {
    this.sql = sql;
    this.namings = namings;
    this.held = sql.unit().memory(HashMap::new);
  }

  /**
   * A row.
   *
   * @param orphanedAt since when nothing has named the file; null if something did when the sweep
   *     last looked
   */
  record Row(StoredFile file, FileHome.Kind home, @Nullable Instant orphanedAt) {}

  Optional<Row> find(String sha256) {
    return sql.client().sql(SELECT + "where sha256 = ?").param(sha256).query(this::row).optional();
  }

  /** Locks those of the rows that exist, in the order of their hashes, and returns them. */
  Map<String, Row> lock(Collection<String> hashes) {
    Map<String, Row> mine = held.get();
    List<String> others = hashes.stream().filter(hash -> !mine.containsKey(hash)).toList();
    if (!others.isEmpty()) {
      sql.client()
          .sql(SELECT + "where sha256 = any(?) order by sha256 for update")
          .param(Sql.keys(others))
          .query(this::row)
          .list()
          .forEach(this::hold);
    }
    return hashes.stream()
        .filter(mine::containsKey)
        .collect(Collectors.toMap(hash -> hash, mine::get));
  }

  /**
   * Inserts rows, which locks them.
   *
   * @throws org.springframework.dao.DuplicateKeyException if one of them exists; the caller rolls
   *     back to a savepoint
   */
  void insert(Collection<StoredFile> files, FileHome.Kind home, Instant at) {
    sql.batch(
        """
        insert into stored_file (sha256, byte_count, media_type, home, stored_at)
        values (?, ?, ?, ?, ?)
        """,
        files.stream()
            .map(
                file ->
                    new Object[] {
                      file.sha256(), file.size(), file.type().mediaType(), home.name(), Sql.utc(at)
                    })
            .toList());
    files.forEach(file -> hold(new Row(file, home, null)));
  }

  private void hold(Row row) {
    Map<String, Row> mine = held.get();
    mine.put(row.file().sha256(), row);
    held.onRollback(() -> mine.remove(row.file().sha256()));
  }

  /** Records that the locked files are named again, or about to be. */
  void keep(Collection<String> hashes) {
    if (!hashes.isEmpty()) {
      sql.client()
          .sql("update stored_file set orphaned_at = null where sha256 = any(?)")
          .param(Sql.keys(hashes))
          .update();
    }
  }

  void moved(String sha256, FileHome.Kind home) {
    sql.client()
        .sql("update stored_file set home = ? where sha256 = ?")
        .params(home.name(), sha256)
        .update();
  }

  void delete(String sha256) {
    sql.client().sql("delete from stored_file where sha256 = ?").param(sha256).update();
  }

  /** The first file in a home behind that hash. */
  Optional<StoredFile> firstIn(FileHome.Kind home, String after) {
    return page(home, after, 1).stream().findFirst();
  }

  /** The files in a home behind that hash, in the order of their hashes. */
  List<StoredFile> page(FileHome.Kind home, String after, int max) {
    return sql.client()
        .sql(SELECT + "where home = ? and sha256 > ? order by home, sha256 fetch first ? rows only")
        .params(home.name(), after, max)
        .query((rs, n) -> row(rs, n).file())
        .list();
  }

  /** Those of the files whose home is that one. */
  Set<String> in(FileHome.Kind home, Collection<String> hashes) {
    return Set.copyOf(
        sql.client()
            .sql("select sha256 from stored_file where home = ? and sha256 = any(?)")
            .params(home.name(), Sql.keys(hashes))
            .query(String.class)
            .list());
  }

  /** The file whose hash begins so; empty if there is none. */
  Optional<Row> findBeginning(String beginning) {
    return sql.client()
        .sql(SELECT + "where sha256 >= ? and sha256 < ? order by sha256 fetch first 1 rows only")
        .params(beginning, beginning + "g")
        .query(this::row)
        .optional();
  }

  /** Marks files that nothing names, at most {@code max}; files in use by others are left out. */
  int markOrphans(Instant at, int max) {
    List<String> found =
        sql.client()
            .sql(
                "select sha256 from stored_file where orphaned_at is null and not ("
                    + named()
                    + ") order by sha256 fetch first ? rows only for update skip locked")
            .param(max)
            .query(String.class)
            .list();
    if (!found.isEmpty()) {
      sql.client()
          .sql("update stored_file set orphaned_at = ? where sha256 = any(?)")
          .params(Sql.utc(at), Sql.keys(found))
          .update();
    }
    return found.size();
  }

  /** Locks files that have been orphans since before that moment, without waiting for anybody. */
  List<Row> lockOrphans(Instant before, int max) {
    return sql.client()
        .sql(
            SELECT
                + "where orphaned_at < ? order by orphaned_at, sha256"
                + " fetch first ? rows only for update skip locked")
        .params(Sql.utc(before), max)
        .query(this::row)
        .list();
  }

  /** Those of the files that a row names now, as every transaction before this call left them. */
  List<String> namedOf(Collection<String> hashes) {
    return sql.client()
        .sql("select sha256 from stored_file where sha256 = any(?) and (" + named() + ")")
        .param(Sql.keys(hashes))
        .query(String.class)
        .list();
  }

  /** Who names a file, in words. */
  List<FileNaming.Name> names(String sha256) {
    return namings.orderedStream().flatMap(one -> one.of(sha256).stream()).toList();
  }

  private String named() {
    List<String> conditions = new ArrayList<>(List.of("1 = 0"));
    namings
        .orderedStream()
        .forEach(
            one ->
                conditions.add(
                    "exists (select 1 from "
                        + one.table()
                        + " n where n."
                        + one.column()
                        + " = stored_file.sha256)"));
    return String.join(" or ", conditions);
  }

  private Row row(ResultSet rs, int number) throws SQLException {
    return new Row(
        new StoredFile(
            rs.getString("sha256"),
            rs.getLong("byte_count"),
            FileType.ofMediaType(rs.getString("media_type"))),
        FileHome.Kind.valueOf(rs.getString("home")),
        Sql.instantOrNull(rs, "orphaned_at"));
  }
}
