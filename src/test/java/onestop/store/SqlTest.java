package onestop.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Instants, key lists and the vendor: one idiom each. */
@Tag("store")
class SqlTest {
  private static final Instant AT = Instant.parse("2026-02-28T23:59:59.007Z");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void instantsAndKeysGoThereAndBack(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    for (String code : List.of("a", "b", "c")) {
      scene
          .sql
          .client()
          .sql("insert into file (code, made_at, revision) values (?, ?, 0)")
          .params(code, Sql.utc(AT))
          .update();
    }
    scene.sql.client().sql("update file set made_at = null where code = 'b'").update();
    List<Instant> read =
        scene
            .sql
            .client()
            .sql("select made_at from file where code = any(:codes) order by code")
            .param("codes", Sql.keys(List.of(1, 2), n -> n == 1 ? "a" : "b"))
            .query((rs, n) -> Sql.instantOrNull(rs, "made_at"))
            .list();
    assertThat(read).containsExactly(AT, null);
    assertThat(
            scene
                .sql
                .client()
                .sql("select made_at from file where code = any(?)")
                .param(Sql.keys(List.of("c", "c")))
                .query((rs, n) -> Sql.instant(rs, "made_at"))
                .single())
        .isEqualTo(AT);
    assertThat(
            scene
                .sql
                .client()
                .sql("select count(*) from file where code = any(?)")
                .param(Sql.keys(List.of()))
                .query(Long.class)
                .single())
        .isZero();
    assertThat(Sql.utcOrNull(null)).isNull();
    assertThat(Sql.utcOrNull(AT)).isEqualTo(Sql.utc(AT));
  }

  @Test
  void theVendorIsAskedInOnePlace() throws SQLException {
    assertThat(StoreScene.on(TestDatabase.H2).sql.vendor()).isEqualTo(Vendor.H2);
    StoreScene postgres = StoreScene.on(TestDatabase.POSTGRES);
    assertThat(postgres.sql.vendor()).isEqualTo(Vendor.POSTGRESQL);
    assertThat(Vendor.of(postgres.source)).isEqualTo(Vendor.POSTGRESQL);
    assertThat(Vendor.POSTGRESQL.owns("jdbc:postgresql://localhost/x")).isTrue();
    assertThat(Vendor.POSTGRESQL.owns("jdbc:h2:mem:x")).isFalse();
    assertThat(Vendor.H2.owns("jdbc:h2:mem:x")).isTrue();
    assertThatThrownBy(() -> Vendor.of(named("Oracle")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Oracle");
  }

  private static Connection named(String product) {
    return proxy(
        Connection.class,
        "getMetaData",
        proxy(DatabaseMetaData.class, "getDatabaseProductName", product));
  }

  private static <T> T proxy(Class<T> type, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            SqlTest.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> called.getName().equals(method) ? answer : null));
  }
}
