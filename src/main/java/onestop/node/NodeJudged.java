package onestop.node;

/**
 * Event: this node has begun to rest or has resumed work; {@link NodeState#isAtWork()} tells which.
 */
public record NodeJudged() {}
