/** Whether files that tests hold, such as pictures, are written anew instead of compared. */
export const UPDATE = process.env.MILLRACE_UPDATE === 'true';
