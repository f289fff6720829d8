package onestop.web.units;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import onestop.desk.work.Board;
import onestop.desk.work.BoardView;
import onestop.desk.work.Reminding;
import onestop.inbox.DeskOutlooks.Seen;
import onestop.inbox.Workloads.Load;
import onestop.kernel.OfficerId;
import onestop.web.conditions.Repeatable;
import onestop.web.conditions.Repeatable.How;
import onestop.web.login.SignedIn;
import onestop.web.page.Choices;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The board of a supervisor. */
@RestController
@RequestMapping("/api/v1/board")
@PersonalData(Of.NOBODY)
class BoardApi {
  private final Board board;
  private final Reminding reminding;

  BoardApi(Board board, Reminding reminding) {
    this.board = board;
    this.reminding = reminding;
  }

  /**
   * An item of a dossier that will be late.
   *
   * @param minutesLeft the working minutes until it is due
   * @param minutesOfWork the working minutes that it is expected to need
   * @param saved whether the time left suffices if an officer takes it now
   */
  record ItemBody(
      String id,
      String dossier,
      String step,
      String role,
      @Nullable String holder,
      Instant dueAt,
      long minutesLeft,
      long minutesOfWork,
      boolean saved) {
    static ItemBody of(Seen seen) {
      OfficerId holder = seen.item().assignee();
      return new ItemBody(
          seen.item().workItemId(),
          seen.item().dossier().value(),
          seen.item().step(),
          seen.item().role(),
          holder == null ? null : holder.value(),
          seen.outlook().dueAt(),
          seen.outlook().chance().left(),
          seen.outlook().chance().work(),
          seen.outlook().chance().isSaved());
    }
  }

  /**
   * The waiting work of an officer.
   *
   * @param officer the login; null for what nobody holds
   */
  record LoadBody(@Nullable String officer, long open, long near, long late) {
    static LoadBody of(Load load) {
      OfficerId holder = load.holder();
      return new LoadBody(
          holder == null ? null : holder.value(), load.open(), load.near(), load.late());
    }
  }

  /**
   * The board of one agency.
   *
   * @param until the close of office up to which lateness is predicted
   * @param open the open dossiers that the agency resolves
   * @param late those of them that are late
   * @param willBeLate dossiers that will be late by then at the usual pace
   * @param saved those of them that can still be saved
   * @param whole false if only the items due first were looked at
   */
  record BoardBody(
      String agency,
      Instant asOf,
      Instant until,
      long open,
      long late,
      int willBeLate,
      int saved,
      List<ItemBody> items,
      List<LoadBody> loads,
      List<BoardView.Age> ages,
      List<BoardView.Desk> desks,
      boolean whole) {}

  /** The board of an agency; of the caller's own if none is named. */
  @GetMapping
  BoardBody board(
      @RequestParam(required = false) @Nullable String agency,
      @AuthenticationPrincipal SignedIn caller) {
    BoardView view = board.of(Choices.agency(agency), caller.caller());
    return new BoardBody(
        view.agency().value(),
        view.asOf(),
        view.until(),
        view.open(),
        view.late(),
        view.dossiersLate(),
        view.dossiersSaved(),
        view.willBeLate().stream().map(ItemBody::of).toList(),
        view.loads().stream().map(LoadBody::of).toList(),
        view.ages(),
        view.desks(),
        view.whole());
  }

  /** Whom to remind: the holder of that item. */
  record RemindBody(@NotBlank(message = "{web.field.required}") @Nullable String id) {}

  /** The officer who was reminded. */
  record RemindedBody(String officer) {}

  /** Reminds the holder of an item, once a day. */
  @Repeatable(How.IN_PARTS)
  @PostMapping(path = "/remind", consumes = "application/json")
  RemindedBody remind(
      @Valid @RequestBody RemindBody body, @AuthenticationPrincipal SignedIn caller) {
    return new RemindedBody(
        reminding.remind(Objects.requireNonNull(body.id()), caller.caller()).value());
  }
}
