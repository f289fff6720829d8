package onestop.web.page.live;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import onestop.desk.work.Presence;
import onestop.desk.work.UnitWork;
import onestop.inbox.InboxFilter.Desk;
import onestop.kernel.AgencyCode;
import onestop.web.login.SignedIn;
import onestop.web.reach.PersonalData;
import onestop.web.reach.PersonalData.Of;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What an open list hears of, and what it says of the item that is open beside it. */
@Controller
@RequestMapping("/my-work")
@PersonalData(Of.NOBODY)
class LivePage {
  private final LiveStreams streams;
  private final UnitWork work;
  private final Presence presence;

  LivePage(LiveStreams streams, UnitWork work, Presence presence) {
    this.streams = streams;
    this.work = work;
    this.presence = presence;
  }

  /**
   * A stream that says when lists of the reader's agencies have changed, and nothing of how.
   *
   * @param seconds how long it stays open at most
   */
  @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  SseEmitter live(
      @RequestParam(defaultValue = "1800")
          @Min(value = 0, message = "{web.field.live-seconds}")
          @Max(value = 1800, message = "{web.field.live-seconds}")
          int seconds,
      @AuthenticationPrincipal SignedIn reader,
      HttpSession session,
      HttpServletResponse response) {
    response.setHeader("X-Accel-Buffering", "no"); // a proxy must not keep events back
    Set<AgencyCode> agencies =
        work.reader(reader.caller()).unit().stream().map(Desk::agency).collect(Collectors.toSet());
    return streams.open(reader, session.getId(), agencies, Duration.ofSeconds(seconds));
  }

  /** The reader has the item open. */
  @PersonalData(Of.WORK_ITEM)
  @PostMapping("/{id}/here")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void here(@PathVariable String id, @AuthenticationPrincipal SignedIn reader) {
    presence.see(id, reader.caller());
  }

  /** The reader has left the item. */
  @PersonalData(Of.WORK_ITEM)
  @PostMapping("/{id}/left")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void left(@PathVariable String id, @AuthenticationPrincipal SignedIn reader) {
    presence.leave(id, reader.caller());
  }
}
