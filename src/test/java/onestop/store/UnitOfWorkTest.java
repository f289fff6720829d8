package onestop.store;

import static onestop.store.StoreScene.file;
import static onestop.store.StoreScene.note;
import static onestop.store.StoreScene.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import onestop.store.StoreScene.File;
import onestop.store.StoreScene.Note;
import onestop.store.StoreScene.Part;
import onestop.store.StoreScene.PartKey;
import onestop.store.UnitOfWork.Memory;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The memory of a transaction: whose it is, when it is written, and what takes it back. */
@Tag("store")
class UnitOfWorkTest {

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aReadWritesWhatItsTablesWaitForAndNothingElse(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    Rows<PartKey, Part> parts = new Rows<>(scene.sql, part());
    scene.inTransaction(
        () -> {
          files.insert(File.of("a"));
          notes.append(new Note("a", 1, "one"));
          parts.insert(new Part("a", 1, "new", 0));
          assertThat(count(scene, "counter")).isZero();
          assertThat(scene.sent("insert")).as("of another table").isEmpty();
          assertThat(count(scene, "note")).isEqualTo(1);
          assertThat(scene.sent("insert into note")).hasSize(1);
          assertThat(scene.sent("insert into file")).as("what a note refers to").hasSize(1);
          assertThat(scene.sent("insert into part")).isEmpty();
          notes.append(new Note("a", 2, "two"));
          files.update(files.lock("a").orElseThrow().titled("later"));
          assertThat(
                  scene
                      .sql
                      .reading("part", "note")
                      .sql("select count(*) from part, note")
                      .query(Long.class)
                      .single())
              .isEqualTo(2);
        });
    assertThat(scene.sent("insert into file")).hasSize(1);
    assertThat(scene.sent("insert into note")).hasSize(2);
    assertThat(scene.sent("insert into part")).hasSize(1);
    assertThat(scene.sent("update file")).hasSize(1);
    assertThat(files.find("a")).map(File::title).contains("later");
  }

  private static long count(StoreScene scene, String table) {
    return scene.sql.reading(table).sql("select count(*) from " + table).query(Long.class).single();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void anInnerTransactionHasItsOwnMemory(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(
        () -> {
          files.insert(File.of("outer"));
          scene.apart(
              () -> {
                assertThat(files.held()).isEmpty();
                files.insert(File.of("inner"));
              });
          assertThat(scene.count("file")).as("the inner one has committed").isEqualTo(1);
          assertThat(files.held()).containsExactly("outer");
          scene.apart(() -> {});
          assertThat(files.held()).as("after one that remembered nothing").containsExactly("outer");
        });
    assertThat(scene.count("file")).isEqualTo(2);
    assertThat(files.held()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSavepointTakesTheMemoryBack(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    scene.inTransaction(() -> List.of("a", "b", "c").forEach(code -> files.insert(File.of(code))));
    scene.inTransaction(
        () -> {
          files.update(files.lock("a").orElseThrow().titled("before"));
          notes.append(new Note("a", 1, "before"));
          scene.andBack(() -> assertThat(count(scene, "note")).as("written behind it").isOne());
          for (boolean written : List.of(true, false)) {
            scene.andBack(
                () -> {
                  files.update(files.lock("a").orElseThrow().titled("behind"));
                  files.update(files.lock("b").orElseThrow().titled("behind"));
                  files.insert(File.of("new"));
                  notes.append(new Note("a", 2, "behind"));
                  if (written) {
                    assertThat(count(scene, "note")).isEqualTo(2);
                  }
                });
          }
          assertThat(files.held()).containsExactly("a");
          assertThat(files.lock("a")).map(File::title).contains("before");
          scene.apart(() -> assertThat(files.tryLock(Set.of("b"))).containsExactly("b"));
          files.update(files.lock("b").orElseThrow().titled("after"));
          notes.append(new Note("a", 3, "after"));
        });
    assertThat(scene.jdbc.queryForList("select title from file order by code", String.class))
        .containsExactly("before", "after", File.of("c").title());
    assertThat(scene.jdbc.queryForList("select text from note order by no", String.class))
        .containsExactly("before", "after");
    assertThat(files.find("new")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aSavepointFromBeforeTheFirstMemoryTakesAllOfIt(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(
        () -> {
          scene.andBack(
              () -> {
                files.insert(File.of("gone"));
                scene.andBack(() -> files.insert(File.of("gone too")));
                assertThat(files.held()).containsExactly("gone");
              });
          assertThat(files.held()).isEmpty();
          files.insert(File.of("stays"));
        });
    assertThat(scene.jdbc.queryForList("select code from file", String.class))
        .containsExactly("stays");
  }

  @Test
  void aSavepointThatStandsTakesNothingBack() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(
        () -> {
          files.insert(File.of("first"));
          scene.andBack(
              () -> {
                files.insert(File.of("second"));
                scene.andBack(() -> files.insert(File.of("third")));
                assertThat(files.held()).containsExactlyInAnyOrder("first", "second");
              });
          assertThat(files.held()).containsExactly("first");
          scene.andBack(() -> files.insert(File.of("second")));
          assertThat(files.held()).containsExactly("first");
        });
  }

  @Test
  void aTransactionThatIsRolledBackLeavesNothing() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    AtomicInteger committed = new AtomicInteger();
    assertThatThrownBy(
            () ->
                scene.inTransaction(
                    () -> {
                      scene.unit.afterCommit(committed::incrementAndGet);
                      files.insert(File.of("a"));
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");
    assertThat(committed).hasValue(0);
    assertThat(files.held()).isEmpty();
    scene.inTransaction(
        () -> {
          scene.unit.afterCommit(committed::incrementAndGet);
          assertThat(files.held()).isEmpty();
        });
    assertThat(committed).hasValue(1);
    assertThat(scene.count("file")).isZero();
  }

  @Test
  void nothingIsKeptBackAfterTheLastWriting() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    List<String> seen = new ArrayList<>();
    scene.inTransaction(
        () -> {
          TransactionSynchronizationManager.registerSynchronization(
              new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                  seen.addAll(scene.sent("insert"));
                  assertThatThrownBy(() -> notes.append(new Note("a", 1, "late")))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("last writing");
                  assertThatThrownBy(() -> files.insert(File.of("late")))
                      .isInstanceOf(IllegalStateException.class);
                  assertThatThrownBy(() -> files.update(File.of("a").titled("late")))
                      .isInstanceOf(IllegalStateException.class)
                      .hasMessageContaining("last writing");
                }
              });
          files.insert(File.of("a"));
        });
    assertThat(seen).as("written before all others").hasSize(1);
    assertThat(scene.count("note")).isZero();
  }

  @Test
  void rowsNeedATransactionAndAddedOnesAreSentAtOnce() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Rows<String, File> files = new Rows<>(scene.sql, file());
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    Memory<List<String>> memory = scene.unit.memory(ArrayList::new);
    scene.inTransaction(() -> files.insert(File.of("a")));
    assertThatThrownBy(() -> files.lock("a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> files.insert(File.of("b"))).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(memory::get).isInstanceOf(IllegalStateException.class);
    assertThat(memory.peek()).isEmpty();
    assertThat(files.find("a")).isPresent();
    notes.append(new Note("a", 1, "at once"));
    assertThat(scene.count("note")).isEqualTo(1);
  }

  @Test
  void aPartOfTheMemoryLivesAsLongAsItsTransaction() {
    StoreScene scene = StoreScene.on(TestDatabase.H2);
    Memory<List<String>> memory = scene.unit.memory(ArrayList::new);
    scene.inTransaction(
        () -> {
          assertThat(memory.peek()).isEmpty();
          memory.get().add("one");
          scene.andBack(() -> assertThat(memory.get()).containsExactly("one"));
          assertThat(memory.get()).containsExactly("one");
          assertThat(memory.peek()).contains(List.of("one"));
          assertThat(memory.isSealed()).isFalse();
          memory.onRollback(() -> memory.get().clear());
        });
    scene.inTransaction(() -> assertThat(memory.peek()).isEmpty());
    assertThat(memory.isSealed()).isFalse();
  }

  @Test
  void tablesThatWaitForEachOtherFailTheStart() {
    UnitOfWork unit = new UnitOfWork();
    unit.rows("a", Set.of("b", "a"), ArrayList::new, rows -> {});
    unit.rows("b", Set.of("c", "nobody"), ArrayList::new, rows -> {});
    assertThat(unit.tables()).as("nobody keeps c back yet").containsExactly("b", "a");
    assertThatThrownBy(() -> unit.rows("c", Set.of("a"), ArrayList::new, rows -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wait for each other")
        .hasMessageContaining("[a, b, c] and a");
  }

  @Test
  void tablesOfOneRankAreWrittenInTheOrderOfTheirNames() {
    UnitOfWork unit = new UnitOfWork();
    for (String table : List.of("z", "m", "a")) {
      unit.rows(table, Set.of("root"), ArrayList::new, rows -> {});
    }
    unit.rows("root", Set.of(), ArrayList::new, rows -> {});
    assertThat(unit.tables()).containsExactly("root", "a", "m", "z");
  }
}
