package onestop.web.bench;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import onestop.desk.bench.Bench;
import onestop.kernel.OfficerId;
import onestop.models.ModelEvent;
import onestop.models.ModelState;
import onestop.models.ModelVersion;
import onestop.models.difference.ModelDifference;
import onestop.models.picture.ModelPicture;
import onestop.web.book.ModelView;
import onestop.web.book.ModelView.Mark;
import onestop.web.book.ModelView.Word;
import onestop.web.page.Names;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Words for the pages of the bench. */
@Component
final class BenchView {
  private final Names names;
  private final ModelView.Writer pictures;

  BenchView(Names names, ModelView.Writer pictures) {
    this.names = names;
    this.pictures = pictures;
  }

  /**
   * A model in the list.
   *
   * @param inForce the version that applies to new dossiers
   * @param open the versions on their way
   * @param sketchAt when the reader's unsaved drawing was saved last
   */
  record Row(
      String process,
      String name,
      @Nullable String code,
      @Nullable Version inForce,
      List<Version> open,
      @Nullable Instant sketchAt) {}

  /** A version; {@code author} and {@code state} in words. */
  record Version(
      int no,
      String state,
      String tone,
      String author,
      Instant createdAt,
      String reason,
      boolean draft,
      boolean tried,
      boolean published,
      boolean deployed,
      boolean own) {}

  /** A step of a version's life. */
  record Event(String what, String who, Instant at, String reason) {}

  Row row(Bench.Entry entry, String reader) {
    return new Row(
        entry.processKey(),
        name(entry),
        entry.procedure().map(procedure -> procedure.key().code()).orElse(null),
        entry.inForce().map(one -> version(one, reader)).orElse(null),
        entry.open().stream().map(one -> version(one, reader)).toList(),
        entry.sketch().map(sketch -> sketch.savedAt()).orElse(null));
  }

  String name(Bench.Entry entry) {
    return entry
        .procedure()
        .map(one -> Names.english() ? one.nameEn() : one.nameVi())
        .orElseGet(() -> names.textOr("bench.model." + entry.processKey(), entry.processKey()));
  }

  Version version(ModelVersion version, String reader) {
    ModelState state = version.state();
    return new Version(
        version.version(),
        names.text("bench.state." + state.name().toLowerCase(Locale.ROOT)),
        tone(state),
        who(version.author()),
        version.createdAt(),
        version.reason(),
        state == ModelState.DRAFT || state == ModelState.CHECKED,
        state == ModelState.TRIED,
        state == ModelState.PUBLISHED,
        version.engineVersion() != null,
        version.author().name().equals(reader));
  }

  private static String tone(ModelState state) {
    return switch (state) {
      case DRAFT -> "warn";
      case CHECKED, TRIED -> "brand-chip";
      case PUBLISHED -> "good";
      case RETIRED -> "";
    };
  }

  String who(ModelVersion.Author author) {
    return author.kind().equals("OFFICER")
        ? names.officer(new OfficerId(author.name()))
        : names.text("book.version.shipped");
  }

  Event event(ModelEvent event) {
    return new Event(
        names.text("bench.step." + event.step().name().toLowerCase(Locale.ROOT)),
        who(event.by()),
        event.at(),
        event.reason());
  }

  /** The picture without marks. */
  @Nullable ModelView picture(String name, Optional<ModelPicture> picture) {
    return picture.map(one -> pictures.of(name, one, Map.of(), Mark.NONE)).orElse(null);
  }

  /**
   * The picture with what is new and what is changed marked on it.
   *
   * @param missed the flows that no scenario took, which are marked too
   */
  @Nullable ModelView picture(Bench.Version version, String name, List<String> missed) {
    Map<String, Mark> marks = new HashMap<>();
    missed.forEach(flow -> marks.put(flow, new Mark("missed", List.of())));
    version
        .difference()
        .ifPresent(
            difference ->
                difference
                    .changes()
                    .forEach(
                        change ->
                            mark(change).ifPresent(mark -> marks.putIfAbsent(change.id(), mark))));
    return version.picture().map(one -> pictures.of(name, one, marks, Mark.NONE)).orElse(null);
  }

  private Optional<Mark> mark(ModelDifference.Change change) {
    return switch (change.kind()) {
      case ADDED -> Optional.of(mark("good", "bench.mark.added"));
      case CHANGED -> Optional.of(mark("busy", "bench.mark.changed"));
      case MOVED, REMOVED -> Optional.empty();
    };
  }

  private Mark mark(String tone, String key) {
    return new Mark(tone, List.of(new Word(names.text(key), tone.equals("good") ? "good" : "")));
  }
}
