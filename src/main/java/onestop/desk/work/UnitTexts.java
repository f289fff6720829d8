package onestop.desk.work;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.agencies.Agencies;
import onestop.agencies.Post;
import onestop.desk.Caller;
import onestop.dossiers.Dossiers;
import onestop.dossiers.life.Dossier;
import onestop.forms.SoundText;
import onestop.inbox.own.TextBlock;
import onestop.inbox.own.TextBlock.Field;
import onestop.inbox.own.TextBlocks;
import onestop.kernel.AgencyCode;
import onestop.kernel.DossierCode;
import onestop.kernel.Failure;
import onestop.procedures.Catalogue;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The text blocks of the caller's units: heads keep them, whoever works there inserts them. */
@Service
public final class UnitTexts {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

  private final TextBlocks blocks;
  private final UnitAssignments assignments;
  private final Dossiers dossiers;
  private final Assignments items;
  private final Catalogue catalogue;
  private final Agencies agencies;
  private final Clock clock;

  UnitTexts(
      TextBlocks blocks,
      UnitAssignments assignments,
      Dossiers dossiers,
      Assignments items,
      Catalogue catalogue,
      Agencies agencies,
      Clock clock) {
    this.blocks = blocks;
    this.assignments = assignments;
    this.dossiers = dossiers;
    this.items = items;
    this.catalogue = catalogue;
    this.agencies = agencies;
    this.clock = clock;
  }

  /** A block with the word whether the caller may change it. */
  public record Kept(TextBlock block, boolean mayChange) {}

  /** The blocks of the caller's units, by title. */
  public List<TextBlock> of(Caller caller) {
    return blocks.of(units(caller));
  }

  /** The same, with what the caller may do. */
  public List<Kept> kept(Caller caller) {
    Set<AgencyCode> headed = assignments.headed(caller);
    return of(caller).stream()
        .map(block -> new Kept(block, headed.contains(block.agency())))
        .toList();
  }

  /** The agencies for which the caller may keep blocks. */
  public Set<AgencyCode> headed(Caller caller) {
    return assignments.headed(caller);
  }

  private Set<AgencyCode> units(Caller caller) {
    Set<AgencyCode> units =
        agencies.posts(caller.id(), clock.instant()).stream()
            .filter(post -> post.role().worksOnDossiers())
            .map(Post::agency)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    units.add(caller.officer().agency());
    return units;
  }

  /**
   * Keeps a new block of the caller's own unit.
   *
   * @throws Failure {@code desk/block-heads-only}, and as {@link TextBlocks#add}
   */
  public void add(String title, String text, Caller by) {
    AgencyCode agency = by.officer().agency();
    requireHead(agency, by);
    requireSound(title, text);
    blocks.add(agency, title, text, by.id());
  }

  /** Changes a block; throws as {@link #add} and {@link TextBlocks#change}. */
  public void change(long no, String title, String text, Caller by) {
    requireHead(blocks.get(no).agency(), by);
    requireSound(title, text);
    blocks.change(no, title, text, by.id());
  }

  /** Removes a block; throws as {@link #add}. */
  public void remove(long no, Caller by) {
    requireHead(blocks.get(no).agency(), by);
    blocks.remove(no);
  }

  private static void requireSound(String title, String text) {
    SoundText.require("title", title);
    SoundText.require("text", text);
  }

  private void requireHead(AgencyCode agency, Caller by) {
    if (!assignments.headed(by).contains(agency)) {
      throw Failure.forbidden("desk", "block-heads-only", "agency", agency.value());
    }
  }

  /**
   * The number of a block as it is chosen in a list.
   *
   * @throws Failure {@code desk/block-missing} if none was chosen
   */
  public static long number(String chosen) {
    if (!chosen.matches("\\d{1,18}")) {
      throw Failure.badInput("desk", "block-missing");
    }
    return Long.parseLong(chosen);
  }

  /**
   * The typed text with a block after it, its fields filled in for that dossier; without a dossier
   * its own fields stay empty. Whether the caller reads the dossier is decided before.
   *
   * @throws Failure {@code inbox/no-such-block} if the caller's units have none of that number
   */
  public String inserted(String typed, long no, @Nullable DossierCode code, Caller caller) {
    return after(typed, no, values(code, caller), caller);
  }

  /**
   * What is known of an application before there is a dossier.
   *
   * @param applicant as typed; empty if nothing is typed yet
   */
  public record AtCounter(String applicant, String procedure) {}

  /**
   * As {@link #inserted(String, long, DossierCode, Caller)}, of an application that is being typed;
   * what only a dossier has stays empty.
   */
  public String inserted(String typed, long no, AtCounter application, Caller caller) {
    Map<Field, String> values = values(null, caller);
    values.put(Field.APPLICANT, application.applicant());
    values.put(Field.PROCEDURE, application.procedure());
    return after(typed, no, values, caller);
  }

  private String after(String typed, long no, Map<Field, String> values, Caller caller) {
    String words = blocks.get(no, units(caller)).filled(values);
    return typed.isBlank() ? words : typed.stripTrailing() + "\n" + words;
  }

  private Map<Field, String> values(@Nullable DossierCode code, Caller caller) {
    ZoneId zone = clock.getZone();
    Map<Field, String> values = new EnumMap<>(Field.class);
    if (code != null) {
      Dossier dossier = dossiers.get(code);
      values.put(Field.DOSSIER, code.value());
      values.put(Field.APPLICANT, dossier.applicant().name());
      values.put(Field.PROCEDURE, catalogue.version(dossier.pins().procedure()).nameVi());
      items.of(code).stream()
          .findFirst()
          .ifPresent(item -> values.put(Field.DUE, MOMENT.format(item.dueAt().atZone(zone))));
    }
    values.put(Field.OFFICER, caller.officer().name());
    values.put(Field.AGENCY, agencies.get(caller.officer().agency()).nameVi());
    values.put(Field.TODAY, DAY.format(LocalDate.ofInstant(clock.instant(), zone)));
    return values;
  }
}
