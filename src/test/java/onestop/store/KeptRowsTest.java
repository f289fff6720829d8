package onestop.store;

import static onestop.store.StoreScene.counter;
import static onestop.store.StoreScene.file;
import static onestop.store.StoreScene.note;
import static onestop.store.StoreScene.part;
import static onestop.store.StoreScene.scan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import onestop.store.Groups.Owner;
import onestop.store.StoreScene.Desk;
import onestop.store.StoreScene.File;
import onestop.store.StoreScene.Note;
import onestop.store.StoreScene.Part;
import onestop.store.StoreScene.PartKey;
import onestop.store.StoreScene.Scan;
import onestop.testing.TestDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that are added, that hang on others, that follow others, and numbers. */
@Tag("store")
class KeptRowsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final Owner<String, Note> OF_NOTE =
      new Owner<>("code", code -> code, Note::code, "no desc");
  private static final Owner<String, Part> OF_PART =
      new Owner<>("code", code -> code, Part::code, "no");

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void addedRowsGoTogetherAndInOrder(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    files(scene, "a");
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    scene.inTransaction(
        () -> {
          for (int i = 1; i <= 100; i++) {
            notes.append(new Note("a", i, "text " + i));
          }
          assertThat(scene.sent("insert")).isEmpty();
        });
    assertThat(scene.sent("insert")).hasSize(1);
    assertThat(scene.count("note")).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void bytesAreWrittenRowByRow(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    AppendOnly<Scan> scans = new AppendOnly<>(scene.sql, scan());
    scene.inTransaction(
        () -> {
          scans.append(new Scan("a", new byte[] {0, 1, -1}));
          scans.append(new Scan("b", new byte[] {}));
        });
    assertThat(scene.sent("insert")).singleElement().asString().doesNotContain("unnest");
    assertThat(scene.jdbc.queryForObject("select content from scan where code = 'a'", byte[].class))
        .containsExactly(0, 1, -1);
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void factsAreReadOnceForAllOwnersAndKeptUpToDate(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = files(scene, "a", "b", "c");
    AppendOnly<Note> notes = new AppendOnly<>(scene.sql, note());
    Groups<String, Note> known = Groups.ofFacts(scene.sql, note(), OF_NOTE, files::held);
    scene.inTransaction(
        () -> {
          notes.append(new Note("a", 1, "one"));
          notes.append(new Note("a", 2, "two"));
          notes.append(new Note("c", 1, "one"));
        });
    scene.statements.clear();
    scene.inTransaction(
        () -> {
          files.lock(List.of("a", "b"));
          assertThat(known.of("a")).extracting(Note::no).containsExactly(2, 1);
          assertThat(known.of("b")).isEmpty();
          Note three = new Note("b", 3, "three");
          notes.append(three);
          known.add(three);
          assertThat(known.of("b")).containsExactly(three);
          assertThat(scene.sent("select * from note")).hasSize(1);
          assertThat(known.of("c")).hasSize(1);
          assertThat(scene.sent("select * from note")).as("c was not locked").hasSize(2);
          scene.andBack(
              () -> {
                known.add(new Note("a", 3, "undone"));
                assertThat(known.of("a")).hasSize(3);
                assertThat(known.of("d")).isEmpty();
              });
          assertThat(known.of("a")).hasSize(2);
          long before = scene.sent("select * from note").size();
          known.of("d");
          assertThat(scene.sent("select * from note"))
              .as("read behind it")
              .hasSize((int) before + 1);
        });
    scene.inTransaction(() -> assertThat(known.of("b")).extracting(Note::no).containsExactly(3));
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void rowsThatHangOnAnOwnerAreSeenAsTheyAreNow(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Rows<String, File> files = files(scene, "a", "b");
    Rows<PartKey, Part> parts = new Rows<>(scene.sql, part());
    Groups<String, Part> locked = Groups.ofLockedRows(parts, OF_PART, files::held);
    scene.inTransaction(
        () -> {
          parts.insert(new Part("a", 2, "new", 0));
          parts.insert(new Part("a", 1, "new", 0));
        });
    scene.inTransaction(
        () -> {
          files.lock(List.of("a", "b"));
          assertThat(locked.of("a")).extracting(Part::no).containsExactly(1, 2);
          parts.update(locked.of("a").get(1).now("changed"));
          Part made = new Part("b", 1, "made", 0);
          parts.insert(made);
          locked.add(made);
          parts.update(made.now("changed"));
          assertThat(locked.of("a")).extracting(Part::state).containsExactly("new", "changed");
          assertThat(locked.of("b")).extracting(Part::state).containsExactly("changed");
          scene.apart(
              () ->
                  assertThat(parts.tryLock(List.of(new PartKey("a", 1))))
                      .as("locked when it was read")
                      .isEmpty());
        });
    Groups<String, Part> covered = Groups.ofCoveredRows(parts, OF_PART, files::held);
    scene.statements.clear();
    scene.inTransaction(
        () -> {
          files.lock("a");
          parts.update(covered.of("a").get(0).now("covered"));
          assertThat(covered.of("a")).extracting(Part::state).contains("covered");
          scene.apart(() -> assertThat(parts.tryLock(List.of(new PartKey("a", 1)))).hasSize(1));
        });
    assertThat(scene.jdbc.queryForList("select state from part order by code, no", String.class))
        .containsExactly("covered", "changed", "changed");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void aProjectionIsMadeThenChangedThenGone(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    files(scene, "a", "b", "c");
    Projection<Part> parts = new Projection<>(scene.sql, part());
    Projection<Part>.Change state = parts.setting(List.of("state"), List.of("code"));
    Projection<Part>.Change one = parts.setting(List.of("state"), List.of("code", "no"));
    Projection<Part>.Change gone = parts.deleting(List.of("code"));
    scene.inTransaction(
        () -> {
          gone.with("c");
          gone.with("nobody");
          one.with("first", "a", 1);
          one.with("last", "a", 1);
          one.with("other", "b", 1);
          state.with("all", "a");
          state.with("all", "nobody");
          for (String code : List.of("a", "b", "c")) {
            parts.insert(new Part(code, 1, "new", 0));
            parts.insert(new Part(code, 2, "new", 0));
          }
          assertThat(scene.sent("insert")).isEmpty();
        });
    assertThat(
            scene.jdbc.queryForList(
                "select code || no || state from part order by code, no", String.class))
        .containsExactly("a1last", "a2all", "b1other", "b2new");
    scene.inTransaction(
        () -> {
          scene.andBack(() -> gone.with("a"));
          state.with(null, "b");
          scene.andBack(() -> scene.sql.reading("part"));
        });
    assertThat(scene.count("part")).isEqualTo(4);
    assertThat(
            scene.jdbc.queryForObject("select count(*) from part where state is null", Long.class))
        .isEqualTo(2);
    gone.with("b");
    assertThat(scene.count("part")).as("at once outside a transaction").isEqualTo(2);
    assertThatThrownBy(() -> one.with("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("3 values are wanted: update part set state = ? where code = ? and no = ?");
    assertThatThrownBy(() -> parts.deleting(List.of("nothing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("part has no column nothing");
  }

  @ParameterizedTest
  @EnumSource(TestDatabase.class)
  void numbersHaveNoGapsAndAreWrittenOnce(TestDatabase database) {
    StoreScene scene = StoreScene.on(database);
    Series<Desk> series = new Series<>(scene.sql, counter(), scene.transactions);
    Desk desk = new Desk("A", DAY);
    assertThat(series.open(desk)).isTrue();
    assertThat(series.open(desk)).isFalse();
    scene.inTransaction(
        () -> {
          assertThat(series.next(desk)).isEqualTo(1);
          assertThat(series.next(desk)).isEqualTo(2);
          assertThat(series.next(new Desk("A", DAY.plusDays(1)))).isEqualTo(1);
          assertThat(series.next(new Desk("B", DAY))).isEqualTo(1);
          scene.andBack(() -> assertThat(series.next(desk)).isEqualTo(3));
          assertThat(series.next(desk)).as("given again").isEqualTo(3);
          assertThat(scene.sent("update")).isEmpty();
          scene.andBack(() -> scene.sql.reading("counter"));
          assertThat(scene.sent("update")).as("written behind a savepoint").hasSize(1);
        });
    assertThat(scene.sent("update")).as("and again").hasSize(2);
    assertThatThrownBy(
            () ->
                scene.inTransaction(
                    () -> {
                      assertThat(series.next(desk)).isEqualTo(4);
                      assertThat(series.next(new Desk("D", DAY))).isEqualTo(1);
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");
    scene.inTransaction(
        () -> {
          scene.statements.clear();
          series.lock(List.of(new Desk("B", DAY), desk, new Desk("C", DAY)));
          assertThat(scene.sent("select")).hasSize(1);
          assertThat(series.next(desk)).as("given again").isEqualTo(4);
          scene.sql.reading("counter");
          assertThat(series.next(desk)).isEqualTo(5);
        });
    assertThat(scene.sent("update")).as("flushed, then counted on").hasSize(2);
    assertThat(
            scene.jdbc.queryForList(
                "select desk || last_used from counter order by desk, day_on", String.class))
        .as("D was opened in a transaction of its own")
        .containsExactly("A5", "A1", "B1", "D0");
  }

  @Test
  void aCounterThatIsOpenedMeanwhileIsTheSameOne() {
    StoreScene scene = StoreScene.on(TestDatabase.POSTGRES);
    Series<Desk> mine = new Series<>(scene.sql, counter(), scene.transactions);
    scene.inTransaction(
        () -> {
          mine.lock(Set.of(new Desk("A", DAY)));
          scene.apart(() -> scene.jdbc.update("insert into counter values ('A', ?, 7)", DAY));
          assertThat(mine.next(new Desk("A", DAY))).isEqualTo(8);
        });
  }

  @Test
  void aTableSaysWhatItLacks() {
    assertThatThrownBy(() -> file().columns(List.of("nothing")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(note()::update).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(scan()::mapper).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> note().revision(new Note("a", 1, "x")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> note().keyOf(new Note("a", 1, "x")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> Table.<String, Note>named("x").key("k", ColumnType.VARCHAR, k -> k).build())
        .isInstanceOf(IllegalStateException.class);
  }

  private static Rows<String, File> files(StoreScene scene, String... codes) {
    Rows<String, File> files = new Rows<>(scene.sql, file());
    scene.inTransaction(() -> List.of(codes).forEach(code -> files.insert(File.of(code))));
    scene.statements.clear();
    return files;
  }
}
