package onestop.files;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onestop.store.Sql;
import org.springframework.stereotype.Component;

/**
 * The database as home: bytes in portions, because H2 holds at most a mebibyte in a value of the
 * type that both databases have. Written and removed with the transaction.
 */
@Component
final class FileChunks implements FileHome {
  private static final int CHUNK = 256 * 1024;

  private final Sql sql;

  FileChunks(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void write(Map<String, byte[]> contents) {
    List<Object[]> rows = new ArrayList<>();
    contents.forEach(
        (sha256, bytes) -> {
          for (int from = 0; from < bytes.length; from += CHUNK) {
            int to = Math.min(from + CHUNK, bytes.length);
            rows.add(new Object[] {sha256, from / CHUNK, Arrays.copyOfRange(bytes, from, to)});
          }
        });
    sql.batch("insert into stored_file_chunk (sha256, no, bytes) values (?, ?, ?)", rows);
  }

  @Override
  public boolean has(StoredFile file) {
    return true; // written and removed by the transaction that wrote the row
  }

  @Override
  public Optional<byte[]> read(String sha256) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    List<byte[]> chunks =
        sql.client()
            .sql("select bytes from stored_file_chunk where sha256 = ? order by no")
            .param(sha256)
            .query((row, n) -> row.getBytes(1))
            .list();
    chunks.forEach(all::writeBytes);
    return chunks.isEmpty() ? Optional.empty() : Optional.of(all.toByteArray());
  }

  @Override
  public void delete(String sha256) {
    sql.client().sql("delete from stored_file_chunk where sha256 = ?").param(sha256).update();
  }
}
