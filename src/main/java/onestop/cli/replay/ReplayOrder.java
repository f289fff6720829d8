package onestop.cli.replay;

import java.nio.file.Path;
import java.time.ZoneId;

/**
 * What to replay, by which rules, and where to.
 *
 * @param log the event log, never changed
 * @param out the folder to fill: empty, or a broken-off run's with {@code resume}
 * @param rulePack the id of the rule pack by which every dossier is judged
 * @param zone in which days are meant
 * @param resume whether a run that was broken off may be taken up again
 */
public record ReplayOrder(
    Path log, Path out, String rulePack, ZoneId zone, boolean resume, Database database) {}
