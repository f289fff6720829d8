package onestop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.OptimisticLockingFailureException;

/** A row that is gone is deleted with the check of its revision, and may come back. */
@Tag("store")
class GoneRowsTest {
  /** A row whose bytes are its whole content; without bytes it is gone. */
  private record Scan(String code, long revision, byte[] content) {
    Scan now(int... bytes) {
      byte[] next = new byte[bytes.length];
      for (int i = 0; i < bytes.length; i++) {
        next[i] = (byte) bytes[i];
      }
      return new Scan(code, revision + 1, next);
    }
  }

  private static Rows<String, Scan> scans(StoreScene scene) {
    scene.jdbc.execute("alter table scan add column revision bigint not null default 0");
    scene.statements.clear();
    return new Rows<>(
        scene.sql,
        Table.<String, Scan>named("scan")
            .key("code", ColumnType.VARCHAR, code -> code)
            .changing("content", ColumnType.SMALL_BYTES, Scan::content)
            .revision("revision", Scan::revision)
            .readBy(
                (row, n) ->
                    new Scan(
                        row.getString("code"), row.getLong("revision"), row.getBytes("content")))
            .goneWhen(scan -> scan.content().length == 0)
            .build(Scan::code));
  }

  private static Scan begun(String code) {
    return new Scan(code, 0, new byte[0]).now(0, 0x5c, 0x22, 0x7b, 0xff, 0x80);
  }

  private static List<String> stored(StoreScene scene) {
    return scene.jdbc.query(
        "select code, revision, content from scan order by code",
        (row, n) ->
            row.getString(1) + row.getLong(2) + ":" + HexFormat.of().formatHex(row.getBytes(3)));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void manyAreWrittenAndDeletedByOneStatementEach(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, Scan> scans = scans(scene);
    List<String> codes = List.of("a", "b", "c", "d");
    scene.inTransaction(() -> codes.forEach(code -> scans.insert(begun(code))));
    assertThat(stored(scene)).hasSize(4).first().isEqualTo("a1:005c227bff80");
    scene.statements.clear();
    scene.inTransaction(
        () -> {
          scans.lock(codes);
          scans.update(scans.held("a").orElseThrow().now());
          scans.update(scans.held("b").orElseThrow().now());
          scans.update(scans.held("c").orElseThrow().now(7));
        });
    assertThat(stored(scene)).containsExactly("c2:07", "d1:005c227bff80");
    assertThat(scene.sent("delete")).hasSize(1);
    assertThat(scene.sent("delete").get(0).contains("unnest"))
        .isEqualTo(database == TestDatabase.POSTGRES);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatComesAndGoesInOneTransactionIsNeverWritten(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, Scan> scans = scans(scene);
    scene.inTransaction(
        () -> {
          scans.insert(begun("a"));
          scans.update(scans.held("a").orElseThrow().now());
        });
    assertThat(scene.sent("insert")).isEmpty();
    assertThat(scene.sent("delete")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void whatWasDeletedEarlyComesBackAsAnInsert(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, Scan> scans = scans(scene);
    scene.inTransaction(() -> scans.insert(begun("a")));
    scene.inTransaction(
        () -> {
          scans.update(scans.lock("a").orElseThrow().now());
          scene.sql.reading("scan");
          assertThat(stored(scene)).isEmpty();
          scans.update(scans.held("a").orElseThrow().now(9));
        });
    assertThat(stored(scene)).containsExactly("a3:09");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aDeletionOfWhatSomebodyElseChangedFails(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, Scan> scans = scans(scene);
    scene.inTransaction(() -> scans.insert(begun("a")));
    assertThatThrownBy(
            () ->
                scene.inTransaction(
                    () -> {
                      scans.adopt(begun("a"));
                      scene.apart(() -> scene.jdbc.update("update scan set revision = 7"));
                      scans.update(begun("a").now());
                    }))
        .isInstanceOf(OptimisticLockingFailureException.class);
    assertThat(stored(scene)).hasSize(1);
  }
}
