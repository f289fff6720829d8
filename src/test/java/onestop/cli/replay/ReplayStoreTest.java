package onestop.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import onestop.cli.replay.ReplayStore.Cursor;
import onestop.kernel.DossierCode;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@Tag("store")
class ReplayStoreTest {
  private static final Instant AT = Instant.parse("2011-01-01T00:00:00.001Z");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void remembersWhereTheRunStands(TestDatabase database) {
    ReplayStore store = new ReplayStore(JdbcClient.create(database.fresh()));
    assertThat(store.find()).isEmpty();
    Cursor begun = store.begin("run", AT);
    Cursor saved = store.save(begun.moved(7, AT.plusMillis(1)));
    assertThat(store.find()).contains(saved);
    assertThat(saved.nextAction()).isEqualTo(7);
    assertThat(saved.simulatedAt()).isEqualTo(AT.plusMillis(1));
    assertThat(store.save(saved.ended(AT.plusMillis(2))).finished()).isTrue();
    assertThatThrownBy(() -> store.save(saved)).hasMessageContaining("another process");
    assertThatThrownBy(() -> store.begin("run", AT))
        .isInstanceOf(DataIntegrityViolationException.class);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void remembersWhichDossierARowBecame(TestDatabase database) {
    ReplayStore store = new ReplayStore(JdbcClient.create(database.fresh()));
    store.received(2, "case-2", new DossierCode("B"));
    store.received(1, "case-2", new DossierCode("A"));
    assertThat(store.dossiers())
        .containsExactly(
            entry(1, new ReplayStore.Received(new DossierCode("A"), "case-2")),
            entry(2, new ReplayStore.Received(new DossierCode("B"), "case-2")));
    assertThatThrownBy(() -> store.received(1, "again", new DossierCode("C")))
        .isInstanceOf(DataIntegrityViolationException.class);
  }
}
