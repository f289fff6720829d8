package onestop.web.page.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onestop.desk.work.Board;
import onestop.desk.work.BoardView;
import onestop.desk.work.UnitAssignments;
import onestop.forecast.Chance;
import onestop.inbox.DeskOutlooks.Seen;
import onestop.inbox.InboxItem;
import onestop.inbox.Workloads.Load;
import onestop.kernel.AgencyCode;
import onestop.kernel.OfficerId;
import onestop.web.login.SignedIn;
import onestop.web.page.AbsenceWords;
import onestop.web.page.Choices;
import onestop.web.page.Names;
import onestop.web.page.Spans;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import onestop.web.worklist.ReturnPath;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board of a supervisor: from the numbers to the lists, and from these to the acts. */
@Controller
@PersonalData(Of.LISTED)
class BoardPage {
  /** As many rows of a list as the page shows. */
  private static final int SHOWN = 100;

  private final Board board;
  private final UnitAssignments assignments;
  private final WorkRow.Writer rows;
  private final Spans spans;
  private final AbsenceWords absences;
  private final Names names;

  BoardPage(
      Board board,
      UnitAssignments assignments,
      WorkRow.Writer rows,
      Spans spans,
      AbsenceWords absences,
      Names names) {
    this.board = board;
    this.assignments = assignments;
    this.rows = rows;
    this.spans = spans;
    this.absences = absences;
    this.names = names;
  }

  /**
   * A row of a list.
   *
   * @param saved whether the dossier can still be saved
   * @param left the working time left in words
   * @param need the expected work in words
   */
  record BoardRow(WorkRow work, boolean saved, String left, String need) {}

  /**
   * The work of an officer.
   *
   * @param login empty for what nobody holds
   */
  record LoadRow(String login, String name, long open, long near, long late) {}

  /** The work of one step of one procedure. */
  record DeskRow(String procedure, String step, long items, long late, long predicted) {}

  @GetMapping(ReturnPath.BOARD)
  String show(
      @RequestParam(required = false) @Nullable String agency,
      @AuthenticationPrincipal SignedIn reader,
      Model model) {
    AgencyCode wanted = Choices.agency(agency);
    BoardView view = board.of(wanted, reader.caller());
    List<BoardRow> late = rows(view.willBeLate(), reader);
    model.addAttribute("board", view);
    model.addAttribute("agencyName", names.agency(view.agency()));
    model.addAttribute(
        "agencies",
        board.scope(reader.caller()).stream()
            .map(code -> new Names.Choice(code.value(), names.agency(code)))
            .toList());
    model.addAttribute("saved", late.stream().filter(BoardRow::saved).toList());
    model.addAttribute("lost", late.stream().filter(row -> !row.saved()).toList());
    model.addAttribute("cut", view.willBeLate().size() > SHOWN);
    model.addAttribute("loads", loads(view));
    model.addAttribute("desks", desks(view));
    model.addAttribute("heads", assignments.headed(reader.caller()).contains(view.agency()));
    return "board";
  }

  private List<BoardRow> rows(List<Seen> seen, SignedIn reader) {
    List<Seen> shown = seen.subList(0, Math.min(SHOWN, seen.size()));
    List<InboxItem> items = shown.stream().map(Seen::item).toList();
    List<WorkRow> written = rows.rows(items, reader.caller());
    List<BoardRow> list = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Chance chance = shown.get(i).outlook().chance();
      list.add(
          new BoardRow(
              written.get(i), chance.isSaved(), spans.of(chance.left()), spans.of(chance.work())));
    }
    return list;
  }

  private List<LoadRow> loads(BoardView view) {
    return view.loads().stream()
        .map(this::row)
        .sorted(
            Comparator.comparing((LoadRow row) -> !row.login().isEmpty())
                .thenComparing(row -> -row.open()))
        .toList();
  }

  private LoadRow row(Load load) {
    OfficerId holder = load.holder();
    return new LoadRow(
        holder == null ? "" : holder.value(),
        holder == null ? names.text("work.nobody") : absences.named(holder),
        load.open(),
        load.near(),
        load.late());
  }

  private List<DeskRow> desks(BoardView view) {
    Map<String, String> procedures =
        names.procedures().stream()
            .collect(Collectors.toMap(Names.Choice::code, Names.Choice::name, (a, c) -> a));
    return view.desks().stream()
        .map(
            desk ->
                new DeskRow(
                    procedures.getOrDefault(desk.procedure(), desk.procedure()),
                    names.step(desk.step(), desk.name()),
                    desk.items(),
                    desk.late(),
                    desk.predicted()))
        .toList();
  }
}
