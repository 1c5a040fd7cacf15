/** The three channels between a window and the main process. */
export const REQUEST_CHANNEL = 'guitai:request';
/** A page asks for its topics, at its start and after every reload. */
export const SUBSCRIBE_CHANNEL = 'guitai:subscribe';
export const TOPIC_CHANNEL = 'guitai:topic';
