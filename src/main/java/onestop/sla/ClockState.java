package onestop.sla;

import java.time.Instant;
import onestop.calendar.CalendarVersion;
import onestop.kernel.DossierCode;
import org.jspecify.annotations.Nullable;

/**
 * A legal clock as it stands.
 *
 * @param dueOriginalAt the due date of the day of receipt; never changes
 * @param dueCurrentAt the current due date, which work aims at
 * @param apologyBy the last moment for the letter of apology
 * @param appointmentNo 1, or 2 after the one extension by apology
 * @param paused whether the clock is paused now
 * @param stoppedAt when the dossier ended; null while the clock has not been stopped
 * @param nextMarkAt the earliest mark not yet reached (which may lie in the past), or {@link
 *     SlaClocks#PARKED}
 */
public record ClockState(
    DossierCode dossier,
    Instant receivedAt,
    Instant dueOriginalAt,
    Instant dueCurrentAt,
    Instant apologyBy,
    int appointmentNo,
    boolean paused,
    @Nullable Instant stoppedAt,
    Instant nextMarkAt,
    CalendarVersion calendar) {}
